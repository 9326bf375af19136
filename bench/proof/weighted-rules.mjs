import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const KINDS = /** @type {const} */ (['eql', 'sequence', 'lua', 'wasm']);
export const UNITS = [1, 2, 4, 8, 16, 32];

/** Patterns in one unit of an EQL rule; turns of a loop in one unit of a Lua or Wasm rule. */
const PATTERNS_PER_UNIT = 1;
const LUA_TURNS_PER_UNIT = 120;
const WASM_TURNS_PER_UNIT = 500;

/** @typedef {{ kind: typeof KINDS[number], units: number }} Weight */

/** @param {Weight} weight */
export function ruleId({ kind, units }) {
  return `${kind}-${String(units).padStart(2, '0')}`;
}

/**
 * Writes a pack with one rule for each weight. No rule ever matches, so every unit is done for every event.
 *
 * @param {string} folder
 * @param {readonly (Weight & { id?: string })[]} weights
 */
export function writePack(folder, weights) {
  mkdirSync(folder, { recursive: true });
  for (const weight of weights) {
    const { extension, text } = WRITERS[weight.kind](weight.units, weight.id ?? ruleId(weight));
    writeFileSync(join(folder, `${weight.id ?? ruleId(weight)}.${extension}`), text);
  }
}

/** Patterns that no command line of the stream matches, each different, as equal ones would be run once. */
function patterns(units, id) {
  return Array.from(
    { length: units * PATTERNS_PER_UNIT },
    (_, at) => `process.command_line regex~ ".*[a-z]+ --${id}-[0-9]+ q${at}.*"`,
  ).join(' or\n  ');
}

const WRITERS = {
  eql: (units, id) => ({ extension: 'eql', text: `process where\n  ${patterns(units, id)}\n` }),
  sequence: (units, id) => ({
    extension: 'eql',
    text: `sequence by host.id with maxspan=1m\n  [process where\n  ${patterns(units, id)}]\n  [file where true]\n`,
  }),
  lua: (units) => ({
    extension: 'lua',
    text: `-- category: process
function pred_eval(event)
  local sum = 0
  for turn = 1, ${units * LUA_TURNS_PER_UNIT} do sum = sum + turn % 7 end
  return sum < 0
end
`,
  }),
  wasm: (units) => ({
    extension: 'wat',
    text: `;; category: process
(module
  (memory (export "memory") 1)
  (func (export "pred_eval") (param i32) (result i32)
    (local $left i32) (local $sum i32)
    (local.set $left (i32.const ${units * WASM_TURNS_PER_UNIT}))
    (loop $turn
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (local.get $left)))
      (br_if $turn (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (i32.eq (local.get $sum) (i32.const 7))))
`,
  }),
};
