/**
 * What it costs to record a run part by part: `npm run build && node bench/series-cost.mjs [RULES]`. A table of metrics
 * stands still while 100,000 batches of 1,024 events are noted; told is how long it takes to move the end of a part, to
 * close one, and to close the one by which half of all parts are dropped.
 */
import { createMonotonicClock } from '../dist/profiler/clock.js';
import { MetricsTable } from '../dist/profiler/metrics-table.js';
import { SeriesTable } from '../dist/profiler/series/series-table.js';

const BATCHES = 100_000;
const BATCH_EVENTS = 1_024;

const rules = Number(process.argv[2] ?? 548);
const metrics = MetricsTable.create(rules);
const series = SeriesTable.create(rules);
const clock = createMonotonicClock();
const took = { 'moving its end': [], 'closing a part': [], 'dropping half': [] };
/** As the table of series counts them; shared memory begins with what it says of itself. */
const header = new Int32Array(series.buffer, 0, 8);
const CLOSED = 7;

let totalNs = 0;
for (let batch = 1; batch <= BATCHES; batch++) {
  const events = batch * BATCH_EVENTS;
  const before = header[CLOSED];
  const startNs = clock();
  series.add({ events, lastEvent: events, timeNs: startNs, eventTimeNs: 1n }, metrics);
  const tookNs = clock() - startNs;
  totalNs += tookNs;
  const after = header[CLOSED];
  const what = after > before ? 'closing a part' : after < before ? 'dropping half' : 'moving its end';
  took[what].push(tookNs);
}

console.log(`${rules} rules, ${series.buffer.byteLength} bytes`);
for (const [what, timesNs] of Object.entries(took)) {
  timesNs.sort((left, right) => left - right);
  const at = (share) => (timesNs[Math.floor(share * (timesNs.length - 1))] / 1_000).toFixed(1);
  console.log(`${what}: ${timesNs.length} times, median ${at(0.5)} µs, 99 of 100 below ${at(0.99)} µs`);
}
console.log(`all ${BATCHES} batches: ${(totalNs / 1e6).toFixed(1)} ms`);
