/**
 * One rule made slower by a known amount: `npm run proof:causality -- [ROUNDS] [EVENTS]`. The pack of known weights is
 * replayed as it is and with one rule of eight units made to do sixteen, in turn with alternating order, once for each
 * kind. The rule's own time must double, and no other rule's may move by more than its error bar.
 */
import { join } from 'node:path';
import { quantile } from '../quantiles.mjs';
import { writeStream } from './made-stream.mjs';
import { conclude, runOnce, scratchFolder } from './run-once.mjs';
import { KINDS, ruleId, UNITS, writePack } from './weighted-rules.mjs';

const [rounds = '7', events = '30000'] = process.argv.slice(2);
const SLOWED = 8;
const FACTOR = 2;

const folder = scratchFolder();
const stream = join(folder, 'events.ndjson');
writeStream(stream, Number(events));
const weights = KINDS.flatMap((kind) => UNITS.map((units) => ({ kind, units })));
const base = join(folder, 'base');
writePack(base, weights);

/** Each rule's time in units of a rule that is the same in both packs and of the same kind, as the machine drifts. */
function relativeTimes({ rules }) {
  const timeOf = new Map(rules.map(({ rule_id, cpu_time_ns }) => [rule_id, cpu_time_ns]));
  return new Map(
    weights.map((weight) => [
      ruleId(weight),
      timeOf.get(ruleId(weight)) / timeOf.get(ruleId({ ...weight, units: 32 })),
    ]),
  );
}

const claims = [];
for (const kind of KINDS) {
  const slowed = ruleId({ kind, units: SLOWED });
  const slow = join(folder, `slow-${kind}`);
  writePack(
    slow,
    weights.map((weight) =>
      ruleId(weight) === slowed ? { kind, units: SLOWED * FACTOR, id: slowed } : weight,
    ),
  );
  /** @type {Map<string, number[]>} */
  const ratios = new Map(weights.map((weight) => [ruleId(weight), []]));
  for (let round = 0; round < Number(rounds); round++) {
    const early = round % 2 === 0 ? relativeTimes(await runOnce(stream, slow)) : undefined;
    const before = relativeTimes(await runOnce(stream, base));
    const after = early ?? relativeTimes(await runOnce(stream, slow));
    for (const [id, list] of ratios) list.push(after.get(id) / before.get(id));
  }
  const own = ratios.get(slowed);
  const [low, middle, high] = [0, 0.5, 1].map((share) => quantile(own, share));
  const moved = [...ratios].filter(([id, list]) => {
    const bar = [quantile(list, 0), quantile(list, 1)];
    return id !== slowed && (bar[0] > 1 || bar[1] < 1) && Math.abs(quantile(list, 0.5) - 1) > 0.02;
  });
  console.log(`${slowed} x${FACTOR}: ${middle.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`);
  for (const [id, list] of moved) console.log(`  also moved: ${id} ${quantile(list, 0.5).toFixed(3)}`);
  claims.push({
    what: `${slowed} made ${FACTOR} times as slow shows ${middle.toFixed(2)} times its time`,
    held: Math.abs(middle / FACTOR - 1) <= 0.1,
  });
  claims.push({ what: `no other rule moves with it (${moved.length} did)`, held: moved.length === 0 });
}
conclude(claims);
