/** Replays once in a fresh process and prints what it took: `on|accounts|off RULES FILE...`. */
import { createMonotonicClock, DEFAULT_BATCH_SIZE, loadPack, replay, resolveInputs } from 'kestrel-perf';

const [how, rulesPath, ...files] = process.argv.slice(2);
const { rules } = await loadPack([rulesPath]);
const { inputs } = await resolveInputs(files);
const clock = createMonotonicClock();
let alerts = 0;
const cpu = process.cpuUsage();
const startNs = clock();
const result = await replay({
  rules,
  inputs,
  batchSize: DEFAULT_BATCH_SIZE,
  accounting: how !== 'off',
  ...(how === 'on' && { profile: { sampleIntervalUs: 1_000 } }),
  strict: true,
  clock,
  onAlert: () => {
    alerts++;
  },
  onProblem: () => {},
});
const wholeNs = clock() - startNs;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ engineNs: result.wallTimeNs, wholeNs, cpuNs: (user + system) * 1e3, alerts }));
