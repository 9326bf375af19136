import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Third clauses that cost more than those around them. No event of the stream satisfies them. */
const SLOW_CLAUSES = [
  'process.command_line regex~ ".*(s|e)+s+i(o|0)n [0-9]+ --loud.*"',
  'process.command_line like~ "*e*s*s*i*o*n*q*"',
  'process.command_line : ("*alpha*one*", "*beta*two*", "*gamma*three*", "*delta*four*", "*eps*five*")',
  'length(concat(process.command_line, process.name, process.command_line)) == 7',
  'stringContains~(concat(process.command_line, process.name), "nothing")',
  'endsWith~(substring(process.command_line, 3, 60), "nowhere")',
  'process.command_line regex "[a-z]+x{3}[0-9]*(q|z)+.*"',
  'wildcard(process.command_line, "*q?z*", "*z?q*", "*w?w*", "*x?y*")',
  'indexOf(concat(process.command_line, "/", process.name), "zzzz") >= 0',
  'process.command_line like "*--session*9*9*9*9*--loud*"',
];

const SLOW_STATEMENTS = [
  'local slow = string.rep("ab", 400):find("ba b", 1, true)',
  'local slow = 0; for turn = 1, 400 do slow = slow + turn % 7 end',
  'local slow = line:gsub("[a-z]", "x"):len()',
  'local slow = {}; for turn = 1, 100 do slow[turn] = turn end',
  'local slow = ""; for turn = 1, 30 do slow = slow .. line end',
  'local slow = line:rep(8):find("s.-e.-s.-q")',
  'local slow = line:upper():lower():reverse():upper():lower():reverse():upper()',
  'local slow = 0; for word in line:gmatch("%w+") do slow = slow + #word end',
  'local slow = string.format("%s %s %s %10.3f", line, line, line, 1 / 3):byte(1, 60)',
  'local slow = 0; for turn = 1, 60 do slow = slow + kestrel.event_get_i64(event, "process.pid") end',
];

/** What the third function of a Wasm rule does, by turns of its loop. */
const SLOW_TURNS = [200, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_200];

/** Where the slow place of each rule is: a line of the source, or a function. */
export const THIRD_LINE = { eql: 4, lua: 5 };
export const SLOW_FUNCTION = 'third';

/**
 * Writes ten rules of a kind whose third clause, statement or function is slow on purpose.
 *
 * @param {'eql' | 'lua' | 'wasm'} kind
 * @param {string} folder
 */
export function writeSlowRules(kind, folder) {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < 10; number++) {
    const { extension, text } = WRITERS[kind](number);
    writeFileSync(join(folder, `${kind}-slow-${number}.${extension}`), text);
  }
}

const WRITERS = {
  eql: (number) => ({
    extension: 'eql',
    text: `process where
  process.pid > ${number} and
  not process.name == "never${number}.exe" and
  ${SLOW_CLAUSES[number]} and
  process.pid > 0
`,
  }),
  lua: (number) => ({
    extension: 'lua',
    text: `-- category: process
function pred_eval(event)
  local line = kestrel.event_get_str(event, "process.command_line")
  local first = #line + ${number}
  ${SLOW_STATEMENTS[number]}
  local last = first + 1
  return last < 0
end
`,
  }),
  wasm: (number) => ({
    extension: 'wat',
    text: `;; category: process
(module
  (memory (export "memory") 1)
${['first', 'second', 'third', 'fourth'].map((name) => loop(name, name === SLOW_FUNCTION ? SLOW_TURNS[number] : 20)).join('\n')}
  (func $pred_eval (export "pred_eval") (param i32) (result i32)
    (i32.eq
      (i32.add (i32.add (call $first) (call $second)) (i32.add (call $third) (call $fourth)))
      (i32.const 7))))
`,
  }),
};

function loop(name, turns) {
  return `  (func $${name} (result i32)
    (local $left i32) (local $sum i32)
    (local.set $left (i32.const ${turns}))
    (loop $turn
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (local.get $left)))
      (br_if $turn (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.get $sum))`;
}
