/**
 * The worst case for sequences: `npm run bench:sequences -- [EVENTS] [SEQUENCES] [KEYS]`, by default 1,000,000
 * events, 100 sequences whose first step matches every event, 100,000 join keys. Events are made in memory, so
 * nothing but the engine is measured. Beside it, as the ratio's other half, the same sequences with a first step
 * that matches no event. Prints time per event, what is remembered, and how far the estimate of its memory is
 * from what the heap holds (Node runs with --expose-gc).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccountingProbe,
  createMonotonicClock,
  DEFAULT_BATCH_SIZE,
  Engine,
  loadPack,
  MetricsTable,
  pickAdapter,
} from 'kestrel-perf';

const [events = 1_000_000, sequences = 100, keys = 100_000] = process.argv.slice(2).map(Number);
const START_MS = Date.UTC(2024, 0, 1);

/** @param {string} firstStep */
async function rulesWith(firstStep) {
  const folder = await mkdtemp(join(tmpdir(), 'sequences-'));
  try {
    for (let at = 0; at < sequences; at++) {
      const text = `sequence by user.id with maxspan=1h [any where ${firstStep}] [process where process.name == "never-${at}"]`;
      await writeFile(join(folder, `s${at}.eql`), text);
    }
    return (await loadPack([folder])).rules;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {number} number */
function eventOf(number) {
  return {
    '@timestamp': new Date(START_MS + number).toISOString(),
    event: { category: 'process' },
    process: { name: 'tool.exe' },
    // Multiplying by a prime visits the keys in no order.
    user: { id: `user-${(number * 7_919) % keys}` },
  };
}

/** @param {string} firstStep */
async function run(firstStep) {
  const rules = await rulesWith(firstStep);
  const { vocabulary } = pickAdapter([eventOf(0)], 'ecs');
  const table = MetricsTable.create(
    rules.length,
    rules.map(() => 2),
  );
  const probe = new AccountingProbe(table);
  const clock = createMonotonicClock();
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const engine = new Engine(rules);
  let engineNs = 0;
  let alerts = 0;
  probe.start();
  for (let from = 0; from < events; from += DEFAULT_BATCH_SIZE) {
    const length = Math.min(DEFAULT_BATCH_SIZE, events - from);
    const records = Array.from({ length }, (_, at) => eventOf(from + at));
    const eventNumbers = records.map((_, at) => from + at + 1);
    const startNs = clock();
    engine.run(
      { vocabulary, records, eventNumbers },
      () => {
        alerts++;
      },
      probe,
    );
    engineNs += clock() - startNs;
  }
  probe.stop();
  globalThis.gc?.();
  const heapBytes = process.memoryUsage().heapUsed - heapBefore;
  const sum = (/** @type {Float64Array} */ column) => column.reduce((total, value) => total + value, 0);
  return {
    microsecondsPerEvent: engineNs / events / 1e3,
    alerts,
    partialMatches: sum(table.partialMatches),
    evicted: sum(table.evicted),
    estimatedMb: sum(table.memoryBytes) / 1e6,
    heapMb: heapBytes / 1e6,
    // Used after measuring, so that nothing of it is collected before.
    rules: engine === undefined ? 0 : rules.length,
  };
}

const idle = await run('process.name == "no such name"');
const worst = await run('true');
for (const [name, figures] of Object.entries({
  'first step matches nothing': idle,
  'matches everything': worst,
})) {
  const { microsecondsPerEvent, partialMatches, evicted, estimatedMb, heapMb } = figures;
  console.log(
    `${name.padEnd(28)} ${microsecondsPerEvent.toFixed(2)} µs an event, ${partialMatches} partial matches, ` +
      `${evicted} evicted, heap ${heapMb.toFixed(0)} MB, estimated ${estimatedMb.toFixed(0)} MB`,
  );
}
console.log(`ratio ${(worst.microsecondsPerEvent / idle.microsecondsPerEvent).toFixed(1)}`);
console.log(`largest resident size ${((process.resourceUsage().maxRSS * 1024) / 1e6).toFixed(0)} MB`);
