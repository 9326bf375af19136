/**
 * How much longer a replay takes than reading the file and parsing its JSON: `npm run bench:replay -- EVENTS
 * RULES [PAIRS]`. Each run is a fresh process, the two in turn with alternating order; loading and compiling
 * the pack is not counted, warming up is. EVENTS is one uncompressed NDJSON file.
 */
import { inChild } from './in-child.mjs';
import { spread } from './quantiles.mjs';

const [events, rules, pairs = '15'] = process.argv.slice(2);
if (events === undefined || rules === undefined)
  throw new Error('usage: npm run bench:replay -- EVENTS RULES [PAIRS]');

const bare = () => inChild(['bare', events]);
const full = () => inChild(['replay', rules, events]);
const ratios = [];
const bareMs = [];
const replayMs = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const first = pair % 2 === 0 ? await bare() : undefined;
  const replayed = await full();
  const alone = first ?? (await bare());
  if (pair === 0)
    console.log(`${replayed.events} events, ${replayed.rules} rules, ${replayed.alerts} alerts`);
  bareMs.push(alone.timeNs / 1e6);
  replayMs.push(replayed.timeNs / 1e6);
  ratios.push(replayed.timeNs / alone.timeNs);
}
console.log(`bare loop ms   ${spread(bareMs)}`);
console.log(`replay ms      ${spread(replayMs)}`);
console.log(`replay / bare  ${spread(ratios)}  (median [quartiles] of ${pairs} pairs)`);
