/**
 * What a second thread gains: `npm run build && node bench/jobs.mjs EVENTS RULES [PAIRS]`. One process; the same replay in
 * one thread and in two, in turn with alternating order, after one uncounted pair; threads begin anew for each. As a
 * control, one thread against one. Beside the wall clock, the time that threads were on a processor (Linux): where other
 * work has the processors, the wall clock says little, and this whether the threads together do more work than one.
 */
import { DEFAULT_BATCH_SIZE, loadPack, replayInWorker, resolveInputs } from 'kestrel-perf';
import { spread } from './quantiles.mjs';

const [events, rulesPath, pairs = '11'] = process.argv.slice(2);
if (events === undefined || rulesPath === undefined)
  throw new Error('usage: node bench/jobs.mjs EVENTS RULES [PAIRS]');

const rules = (await loadPack([rulesPath])).rules.filter(({ kind }) => kind === 'eql' || kind === 'sequence');
const { inputs } = await resolveInputs([events]);

/** Every alert of a replay as text, which must be the same for all. */
let expected;

async function run(count) {
  const alerts = [];
  const result = await replayInWorker({
    rules,
    inputs,
    batchSize: DEFAULT_BATCH_SIZE,
    accounting: true,
    strict: false,
    jobs: { count },
    onAlert: ({ rule, events }) => alerts.push(`${rule}:${events}`),
  }).result;
  if (result.crash !== undefined) throw new Error(result.crash.reason);
  if (count > 1 && result.jobs.used !== count) throw new Error(result.jobs.reason);
  const text = alerts.join('\n');
  expected ??= text;
  if (text !== expected) throw new Error(`the alerts of ${count} threads are not the same`);
  const settling = result.jobs?.threads.find(({ task }) => task === 'settle')?.cpuTimeNs ?? 0;
  return { wallNs: result.wallTimeNs, cpuNs: (result.findings.scheduling.cpuNs ?? Number.NaN) + settling };
}

/** One thread over `count` threads: how many times faster these are. */
async function compare(count, rounds) {
  const ratios = { wall: [], cpu: [] };
  for (let round = 0; round < rounds; round++) {
    const early = round % 2 === 0 ? await run(1) : undefined;
    const several = await run(count);
    const one = early ?? (await run(1));
    ratios.wall.push(one.wallNs / several.wallNs);
    ratios.cpu.push(one.cpuNs / several.cpuNs);
  }
  return ratios;
}

await compare(2, 1);
for (const [name, count] of [
  ['1 / 2 jobs', 2],
  ['1 / 1 (control)', 1],
]) {
  const { wall, cpu } = await compare(count, Number(pairs));
  console.log(`${name}  wall ${spread(wall)}  on a processor ${spread(cpu)}  (${pairs} pairs)`);
}
