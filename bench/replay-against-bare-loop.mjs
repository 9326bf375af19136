/**
 * How much longer a replay takes than reading the file and parsing its JSON: `npm run bench:replay -- EVENTS
 * RULES [PAIRS]`, through the single-event rules of the pack and through all of them. Each run is a fresh process,
 * in turn with alternating order; loading and compiling the pack is not counted, warming up is. EVENTS is one
 * uncompressed NDJSON file.
 */
import { inChild } from './in-child.mjs';
import { spread } from './quantiles.mjs';

const [events, rules, pairs = '15'] = process.argv.slice(2);
if (events === undefined || rules === undefined)
  throw new Error('usage: npm run bench:replay -- EVENTS RULES [PAIRS]');

const bare = () => inChild(['bare', events]);
const singleEvent = () => inChild(['replay', rules, events]);
const all = () => inChild(['replay-all', rules, events]);
const ratios = [];
const ratiosOfAll = [];
const bareMs = [];
const replayMs = [];
const allMs = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const first = pair % 2 === 0 ? await bare() : undefined;
  const replayed = await singleEvent();
  const withSequences = await all();
  const alone = first ?? (await bare());
  if (pair === 0) {
    for (const { events: count, rules: ruleCount, alerts } of [replayed, withSequences])
      console.log(`${count} events, ${ruleCount} rules, ${alerts} alerts`);
  }
  bareMs.push(alone.timeNs / 1e6);
  replayMs.push(replayed.timeNs / 1e6);
  allMs.push(withSequences.timeNs / 1e6);
  ratios.push(replayed.timeNs / alone.timeNs);
  ratiosOfAll.push(withSequences.timeNs / alone.timeNs);
}
console.log(`bare loop ms           ${spread(bareMs)}`);
console.log(`single-event rules ms  ${spread(replayMs)}`);
console.log(`all rules ms           ${spread(allMs)}`);
console.log(`single-event / bare    ${spread(ratios)}  (median [quartiles] of ${pairs} pairs)`);
console.log(`all / bare             ${spread(ratiosOfAll)}`);
