/**
 * What ten times the rules cost: `npm run bench:rule-count -- EVENTS RULES [PAIRS]`. A replay through 1,000 rules
 * against one through every tenth of them, in one process, in turn with alternating order, after an uncounted
 * pair. Where the pack has fewer than 1,000 rules it is filled up with copies that look for other names: in their
 * texts `.exe` is `-2.exe`, and so on.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spread } from './quantiles.mjs';
import { loadRules, replayRules } from './replay-rules.mjs';

const MANY = 1_000;
const [events, rulesPath, pairs = '9'] = process.argv.slice(2);
if (events === undefined || rulesPath === undefined)
  throw new Error('usage: npm run bench:rule-count -- EVENTS RULES [PAIRS]');

/** @param {readonly import('kestrel-perf').Rule[]} rules */
async function copiesOf(rules, round = 2) {
  const folder = await mkdtemp(join(tmpdir(), 'rules-'));
  try {
    for (const [at, { text }] of rules.entries()) {
      const other = text.replaceAll(/(\w)(\.(?:exe|dll|ps1|sh))/g, `$1-${round}$2`);
      await writeFile(join(folder, `copy-${round}-${at}.eql`), other);
    }
    return await loadRules(folder, { sequences: true });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const originals = await loadRules(rulesPath, { sequences: true });
const many = [...originals];
for (let round = 2; many.length < MANY; round++) many.push(...(await copiesOf(originals, round)));
many.length = MANY;
const few = many.filter((_, at) => at % 10 === 0);

/** @param {readonly import('kestrel-perf').Rule[]} rules */
const timeMs = async (rules) => (await replayRules([events], rules, true)).result.wallTimeNs / 1e6;
await timeMs(few);
await timeMs(many);
const fewMs = [];
const manyMs = [];
const ratios = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const first = pair % 2 === 0 ? await timeMs(few) : undefined;
  const ofMany = await timeMs(many);
  const ofFew = first ?? (await timeMs(few));
  fewMs.push(ofFew);
  manyMs.push(ofMany);
  ratios.push(ofMany / ofFew);
}
console.log(`${String(few.length).padStart(5)} rules ms  ${spread(fewMs)}`);
console.log(`${String(many.length).padStart(5)} rules ms  ${spread(manyMs)}`);
console.log(`ratio            ${spread(ratios)}  (median [quartiles] of ${pairs} pairs)`);
