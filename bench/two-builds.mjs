/**
 * What a change of the program did to the time of a replay: `node bench/two-builds.mjs DIST_BEFORE DIST_AFTER EVENTS RULES
 * [PAIRS]`. Both builds replay the file in one process, in turn with alternating order, after an uncounted round; beside
 * them the bare loop that reads the file and parses its JSON. In CPU time of the process, which other programs lengthen
 * less than time on the wall. Compiling the rules is not part of it, but for what V8 does later.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bareLoop } from './bare-loop.mjs';
import { spread } from './quantiles.mjs';

const [before, after, events, rulesPath, pairs = '9'] = process.argv.slice(2);
if (before === undefined || after === undefined || events === undefined || rulesPath === undefined)
  throw new Error('usage: node bench/two-builds.mjs DIST_BEFORE DIST_AFTER EVENTS RULES [PAIRS]');

/** @param {() => Promise<NodeJS.CpuUsage> | NodeJS.CpuUsage} work returns where the time begins */
async function cpuMs(work) {
  const { user, system } = process.cpuUsage(await work());
  return (user + system) / 1e3;
}

/** @param {string} dist */
async function replayOf(dist) {
  /** @type {typeof import('kestrel-perf')} */
  const build = await import(pathToFileURL(resolve(dist, 'index.js')).href);
  const { rules } = await build.loadPack([rulesPath]);
  const { inputs } = await build.resolveInputs([events]);
  const counts = { alerts: 0, evaluations: 0 };
  const work = async () => {
    let start = process.cpuUsage();
    counts.alerts = 0;
    const { table } = await build.replay({
      rules,
      inputs,
      batchSize: build.DEFAULT_BATCH_SIZE,
      accounting: true,
      strict: true,
      clock: build.createMonotonicClock(),
      onAlert: () => {
        counts.alerts++;
      },
      onProblem: () => {},
      // All rules are compiled by then, and no event has been decoded.
      onAdapter: () => {
        start = process.cpuUsage();
      },
    });
    counts.evaluations = table?.evaluations.reduce((sum, count) => sum + count, 0) ?? 0;
    return start;
  };
  return { counts, run: () => cpuMs(work) };
}

const [first, second] = [await replayOf(before), await replayOf(after)];
const bare = () =>
  cpuMs(() => {
    const start = process.cpuUsage();
    bareLoop(events);
    return start;
  });
for (const run of [bare, first.run, second.run]) await run();
const taken = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const bareMs = await bare();
  const early = pair % 2 === 0 ? await first.run() : undefined;
  const afterMs = await second.run();
  taken.push({ bareMs, afterMs, beforeMs: early ?? (await first.run()) });
}
for (const [name, { counts }] of Object.entries({ before: first, after: second }))
  console.log(`${name}: ${counts.alerts} alerts, ${counts.evaluations} evaluations`);
console.log(`before, ms of CPU    ${spread(taken.map(({ beforeMs }) => beforeMs))}`);
console.log(`after, ms of CPU     ${spread(taken.map(({ afterMs }) => afterMs))}`);
console.log(`after / before       ${spread(taken.map(({ beforeMs, afterMs }) => afterMs / beforeMs))}`);
console.log(`before / bare loop   ${spread(taken.map(({ beforeMs, bareMs }) => beforeMs / bareMs))}`);
console.log(`after / bare loop    ${spread(taken.map(({ afterMs, bareMs }) => afterMs / bareMs))}`);
