/**
 * Whether the slow place of a rule is the one that is named: `npm run proof:hot-spots -- [SCALE]`. For EQL, Lua and Wasm
 * ten rules each whose third clause, statement or function is slow on purpose; the hottest spot of each must be that one.
 */
import { join } from 'node:path';
import { writeStream } from './made-stream.mjs';
import { conclude, runOnce, scratchFolder } from './run-once.mjs';
import { SLOW_FUNCTION, THIRD_LINE, writeSlowRules } from './slow-third-clause.mjs';

const scale = Number(process.argv[2] ?? 1);
const folder = scratchFolder();
const claims = [];
// Where an evaluation takes less there must be more of them for as many samples.
for (const [kind, options, events] of [
  ['eql', [], 600_000],
  ['lua', [], 250_000],
  ['lua', ['--lua', 'fengari'], 60_000],
  ['wasm', [], 200_000],
]) {
  const stream = join(folder, `${kind}.ndjson`);
  writeStream(stream, events * scale);
  const pack = join(folder, kind);
  writeSlowRules(kind, pack);
  const { rules } = await runOnce(stream, pack, options);
  let hits = 0;
  for (const { rule_id, hot_spots } of rules) {
    const spot = hot_spots?.[0];
    const isHit = kind === 'wasm' ? spot?.text.includes(SLOW_FUNCTION) : spot?.line === THIRD_LINE[kind];
    if (isHit) hits++;
    const share = spot === undefined ? '' : `${(spot.share * 100).toFixed(0)} % of ${spot.samples}`;
    console.log(
      `${isHit ? 'hit ' : 'MISS'} ${rule_id}  ${spot?.line ?? '-'}  ${spot?.text ?? 'none'}  ${share}`,
    );
  }
  claims.push({
    what: `${hits} of ${rules.length} ${[kind, ...options].join(' ')} rules hit`,
    held: hits === 10 && rules.length === 10,
  });
}
conclude(claims);
