/**
 * Shares against known ones: `npm run proof:weights -- [EVENTS]`. Rules of each kind do 1, 2, 4, 8, 16 and 32 units of
 * the same work on every event, so within a kind the true share of a rule is its units of 63.
 */
import { join } from 'node:path';
import { writeStream } from './made-stream.mjs';
import { conclude, runOnce, scratchFolder } from './run-once.mjs';
import { KINDS, ruleId, UNITS, writePack } from './weighted-rules.mjs';

const events = Number(process.argv[2] ?? 120_000);
const EXACT_TOLERANCE = 0.01;
const SAMPLED_TOLERANCE = { eql: 0.02, sequence: 0.02, lua: 0.02, wasm: 0.04 };
const WORST_MEAN_SQUARE = 1.5;

const folder = scratchFolder();
const stream = join(folder, 'events.ndjson');
const pack = join(folder, 'rules');
writeStream(stream, events);
const weights = KINDS.flatMap((kind) => UNITS.map((units) => ({ kind, units })));
writePack(pack, weights);

const { rules, sampling } = await runOnce(stream, pack);
const row = new Map(rules.map((rule) => [rule.rule_id, rule]));
const total = UNITS.reduce((sum, units) => sum + units, 0);
const allTimeNs = rules.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
const allSamples = rules.reduce((sum, { samples }) => sum + (samples ?? 0), 0);
let worstExact = 0;
const worstSampled = { eql: 0, sequence: 0, lua: 0, wasm: 0 };
const squares = [];
console.log('rule           true    exact   sampled  samples');
for (const kind of KINDS) {
  const ofKind = UNITS.map((units) => row.get(ruleId({ kind, units })));
  const timeNs = ofKind.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0);
  const samples = ofKind.reduce((sum, rule) => sum + (rule.samples ?? 0), 0);
  for (const [at, units] of UNITS.entries()) {
    const rule = ofKind[at];
    const truth = units / total;
    const exact = rule.cpu_time_ns / timeNs;
    const sampled = (rule.samples ?? 0) / samples;
    worstExact = Math.max(worstExact, Math.abs(exact - truth));
    worstSampled[kind] = Math.max(worstSampled[kind], Math.abs(sampled - truth));
    // Against the exact share of the whole pack, in units of what chance alone allows.
    const share = rule.cpu_time_ns / allTimeNs;
    squares.push(((rule.samples ?? 0) / allSamples - share) ** 2 / ((share * (1 - share)) / allSamples));
    const figures = [truth, exact, sampled].map((value) => `${(value * 100).toFixed(2)} %`.padStart(8));
    console.log(`${rule.rule_id.padEnd(12)} ${figures.join(' ')}  ${String(rule.samples).padStart(7)}`);
  }
}
const meanSquare = squares.reduce((sum, square) => sum + square, 0) / squares.length;
console.log(`${allSamples} samples in rules; one every ${sampling.observed_interval_us} µs`);
conclude([
  {
    what: `exact shares within 1 point of truth (${(worstExact * 100).toFixed(2)})`,
    held: worstExact <= EXACT_TOLERANCE,
  },
  ...KINDS.map((kind) => ({
    what: `sampled shares of ${kind} within ${SAMPLED_TOLERANCE[kind] * 100} points (${(worstSampled[kind] * 100).toFixed(2)})`,
    held: worstSampled[kind] <= SAMPLED_TOLERANCE[kind],
  })),
  {
    what: `mean squared error ${meanSquare.toFixed(2)} of the expected sampling error, over ${squares.length} rules`,
    held: meanSquare <= WORST_MEAN_SQUARE,
  },
]);
