/**
 * Whether the slow place of a rule is the one that is named: `npm run proof:hot-spots -- [EVENTS]`. For EQL, Lua and Wasm
 * ten rules each whose third clause, statement or function is slow on purpose; the hottest spot of each must be that one.
 */
import { join } from 'node:path';
import { writeStream } from './made-stream.mjs';
import { conclude, runOnce, scratchFolder } from './run-once.mjs';
import { SLOW_FUNCTION, THIRD_LINE, writeSlowRules } from './slow-third-clause.mjs';

const events = Number(process.argv[2] ?? 100_000);
const folder = scratchFolder();
const stream = join(folder, 'events.ndjson');
writeStream(stream, events);
const claims = [];
for (const [kind, options] of [
  ['eql', []],
  ['lua', []],
  ['lua', ['--lua', 'fengari']],
  ['wasm', []],
]) {
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
