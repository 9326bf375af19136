/**
 * Replays once in a thread, in a fresh process, and prints what the engine took: `on|off RULES FILE...`. With `on` this
 * thread reads all figures of all rules ten times a second, as a live view does.
 */
import {
  createMonotonicClock,
  DEFAULT_BATCH_SIZE,
  loadPack,
  replayInWorker,
  resolveInputs,
} from 'kestrel-perf';
import { createLiveSource } from '../../dist/top/source/live-source.js';

const READ_EVERY_MS = 100;

const [how, rulesPath, ...files] = process.argv.slice(2);
const { rules } = await loadPack([rulesPath]);
const { inputs } = await resolveInputs(files);
let alerts = 0;
let reads = 0;
const run = replayInWorker({
  rules,
  inputs,
  batchSize: DEFAULT_BATCH_SIZE,
  accounting: true,
  profile: { sampleIntervalUs: 1_000 },
  strict: true,
  onAlert: () => {
    alerts++;
  },
});
const source = createLiveSource({ rules, metrics: run.metrics, clock: createMonotonicClock() });
const timer =
  how === 'on'
    ? setInterval(() => {
        source.read();
        reads++;
      }, READ_EVERY_MS)
    : undefined;
const { wallTimeNs } = await run.result;
clearInterval(timer);
console.log(JSON.stringify({ engineNs: wallTimeNs, reads, alerts }));
