/**
 * What ten times the rules cost: `npm run bench:rule-count -- EVENTS RULES [PAIRS]`. A replay through 1,000 rules
 * against one through every tenth of them, in one process, in turn with alternating order, after an uncounted
 * pair. Where the pack has fewer than 1,000 rules it is filled up with copies that look for other names: in their
 * texts `.exe` is `-2.exe`, and so on.
 *
 * Given as time on the wall and as CPU time of the process, which other programs do not lengthen as much. Compiling the
 * rules is part of neither, but for what V8 does later.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonotonicClock, DEFAULT_BATCH_SIZE, replay, resolveInputs } from 'kestrel-perf';
import { spread } from './quantiles.mjs';
import { loadRules } from './replay-rules.mjs';

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

const { inputs } = await resolveInputs([events]);

/** @param {readonly import('kestrel-perf').Rule[]} rules */
async function timesOf(rules) {
  let start = process.cpuUsage();
  const { wallTimeNs } = await replay({
    rules,
    inputs,
    batchSize: DEFAULT_BATCH_SIZE,
    accounting: true,
    strict: true,
    clock: createMonotonicClock(),
    onAlert: () => {},
    onProblem: () => {},
    // All rules are compiled by then, and no event has been decoded.
    onAdapter: () => {
      start = process.cpuUsage();
    },
  });
  const { user, system } = process.cpuUsage(start);
  return { wallMs: wallTimeNs / 1e6, cpuMs: (user + system) / 1e3 };
}

await timesOf(few);
await timesOf(many);
const taken = [];
for (let pair = 0; pair < Number(pairs); pair++) {
  const first = pair % 2 === 0 ? await timesOf(few) : undefined;
  const ofMany = await timesOf(many);
  taken.push({ ofFew: first ?? (await timesOf(few)), ofMany });
}
console.log(`median [quartiles] of ${pairs} pairs`);
for (const what of /** @type {const} */ (['wallMs', 'cpuMs'])) {
  const name = { wallMs: 'ms on the wall', cpuMs: 'ms of CPU' }[what];
  console.log(
    `${String(few.length).padStart(5)} rules, ${name}  ${spread(taken.map(({ ofFew }) => ofFew[what]))}`,
  );
  console.log(
    `${String(many.length).padStart(5)} rules, ${name}  ${spread(taken.map(({ ofMany }) => ofMany[what]))}`,
  );
  console.log(`ratio  ${spread(taken.map(({ ofFew, ofMany }) => ofMany[what] / ofFew[what]))}`);
}
