/**
 * What exact accounting costs: `npm run bench:accounting -- EVENTS RULES [PAIRS]`. One process, the same replay
 * with the probe and without it in turn with alternating order, after two uncounted pairs; and, as a control,
 * the same without a probe on either side, which shows how much of the spread is the machine's.
 */
import { spread } from './quantiles.mjs';
import { loadRules, replayRules } from './replay-rules.mjs';

const [events, rulesPath, pairs = '41'] = process.argv.slice(2);
if (events === undefined || rulesPath === undefined)
  throw new Error('usage: npm run bench:accounting -- EVENTS RULES [PAIRS]');

const rules = await loadRules(rulesPath);

const timeNs = async (accounting) => {
  const { result } = await replayRules([events], rules, accounting);
  return result.wallTimeNs;
};

async function compare(accounting, count) {
  const ratios = [];
  for (let pair = 0; pair < count; pair++) {
    const early = pair % 2 === 0 ? await timeNs(accounting) : undefined;
    const off = await timeNs(false);
    ratios.push((early ?? (await timeNs(accounting))) / off);
  }
  return ratios;
}

await compare(true, 2);
console.log(
  `on / off   ${spread(await compare(true, Number(pairs)))}  (median [quartiles] of ${pairs} pairs)`,
);
console.log(`off / off  ${spread(await compare(false, Number(pairs)))}  (control)`);
