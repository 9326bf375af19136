/**
 * Evaluates events as another program writes them to a file, and prints alerts as NDJSON. See README.md.
 */
import { Detector, loadPack } from 'kestrel-perf';
import { growingLines } from './growing-lines.mjs';

/** So many of the last events are kept, to be printed with their alerts. */
const KEPT_EVENTS = 10_000;

const [file, ...rules] = process.argv.slice(2);
if (rules.length === 0) {
  console.error('usage: node service.mjs EVENTS.ndjson RULES...');
  process.exit(2);
}

const pack = await loadPack(rules);
const rejected = pack.diagnostics.filter(({ severity }) => severity === 'error').length;
if (rejected > 0) console.error(`${rejected} faults in rule files; kestrel-perf check says which`);

/** Lines by the number of their event. */
const recent = new Map();

const detector = await Detector.open({ pack, onAlert: printAlert, title: 'growing-file' });

try {
  await detector.serve();
  console.error(`${pack.rules.length} rules; to watch them: kestrel-perf top ${process.pid}`);
} catch (error) {
  // Being watched is not what the service is for.
  console.error(`${pack.rules.length} rules, which nobody can watch: ${error.message}`);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

for await (const line of growingLines(file, stop.signal)) {
  // Noted before the event is added, as its alert may come while it is.
  recent.set(detector.eventCount + 1, line);
  detector.addLine(line);
  recent.delete(detector.eventCount - KEPT_EVENTS);
}

// The last events, and what sequences still waited for.
await detector.close();
const metrics = detector.getAllMetrics().toSorted((one, other) => other.cpuTimeNs - one.cpuTimeNs);
for (const { ruleId, cpuTimeNs, alerts } of metrics.slice(0, 5)) {
  console.error(`${JSON.stringify(ruleId)}: ${(cpuTimeNs / 1e6).toFixed(2)} ms, ${alerts} alerts`);
}

function printAlert({ ruleId, severity, events }) {
  // A sequence may be made of events that are not kept any more; null stands for one that had to be missing.
  const lines = events.map((number) => (number === null ? null : JSON.parse(recent.get(number) ?? 'null')));
  console.log(JSON.stringify({ ruleId, severity, events, lines }));
}
