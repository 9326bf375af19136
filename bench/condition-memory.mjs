/**
 * How far the estimate of EQL rules' memory is from what the heap holds: `npm run bench:condition-memory -- EVENTS
 * RULES`. Two fresh processes replay the same 2,048 events, one through the pack, one through the pack three times
 * over; what they hold apart is that of two packs, whatever rules share and batches need. Lua and Wasm rules are left
 * out: theirs is measured. (Node runs with --expose-gc.)
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMonotonicClock, DEFAULT_BATCH_SIZE, replay, resolveInputs } from 'kestrel-perf';
import { loadRules } from './replay-rules.mjs';

const EVENTS_REPLAYED = 2_048;

/** What is alive, on the heap and in buffers. */
function heldBytes() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * @param {string} events
 * @param {string} pack
 * @param {number} times
 */
async function measure(events, pack, times) {
  const all = await loadRules(pack, { sequences: true });
  const eql = all.filter(({ kind }) => kind === 'eql' || kind === 'sequence');
  const rules = Array.from({ length: times }, (_, copy) =>
    eql.map((rule) => ({ ...rule, id: `${rule.id}/${copy}` })),
  ).flat();
  const { inputs } = await resolveInputs([events]);
  const beforeBytes = heldBytes();
  let bytes = 0;
  const { table } = await replay({
    rules,
    inputs,
    batchSize: DEFAULT_BATCH_SIZE,
    accounting: true,
    strict: true,
    limit: EVENTS_REPLAYED,
    clock: createMonotonicClock(),
    onAlert: () => {},
    onProblem: () => {},
    afterBatch: () => {
      bytes = heldBytes() - beforeBytes;
    },
  });
  const estimatedBytes = table?.memoryBytes.reduce((sum, ofRule) => sum + ofRule, 0);
  return { rules: rules.length, bytes, estimatedBytes };
}

/** @param {readonly string[]} args */
async function inFreshProcess(args) {
  const file = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, ...args]);
  return JSON.parse(stdout);
}

const [events, pack, times] = process.argv.slice(2);
if (events === undefined || pack === undefined)
  throw new Error('usage: npm run bench:condition-memory -- EVENTS RULES');
if (times !== undefined) {
  console.log(JSON.stringify(await measure(events, pack, Number(times))));
} else {
  const once = await inFreshProcess([events, pack, '1']);
  const thrice = await inFreshProcess([events, pack, '3']);
  const heldMb = (thrice.bytes - once.bytes) / 1e6;
  const estimatedMb = (thrice.estimatedBytes - once.estimatedBytes) / 1e6;
  console.log(
    `${thrice.rules - once.rules} rules hold ${heldMb.toFixed(1)} MB, estimated ${estimatedMb.toFixed(1)} MB, ` +
      `ratio ${(estimatedMb / heldMb).toFixed(2)}`,
  );
}
