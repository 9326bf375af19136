import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a large pack is made of: of 20 rules so many are of each kind. */
const KINDS = [
  ...new Array(15).fill('eql'),
  ...new Array(3).fill('sequence'),
  ...new Array(1).fill('lua'),
  ...new Array(1).fill('wasm'),
];

/**
 * Writes a pack of so many rules, of every kind, no two of them alike, for the stream of `proof/made-stream.mjs`. Many
 * fire on a few events of that stream.
 *
 * @param {string} folder
 * @param {number} count
 */
export function writeManyRules(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number++) {
    const kind = KINDS[number % KINDS.length];
    const { extension, text } = WRITERS[kind](number);
    const name = `${kind}-rule-of-a-large-pack-${String(number).padStart(4, '0')}.${extension}`;
    writeFileSync(join(folder, name), text);
  }
}

/** The end of a session's number in the stream: one event of 10,000 has it. */
const digits = (/** @type {number} */ number) => String((number * 7) % 10_000).padStart(4, '0');

const WRITERS = {
  eql: (/** @type {number} */ number) => ({
    extension: 'eql',
    text: `process where event.type == "start" and process.name in~ ("backup.exe", "chrome.exe", "tool-${number}.exe") and
  process.command_line : ("*--session ????${digits(number)} --quiet", "*--stage-${number}*")
`,
  }),
  sequence: (/** @type {number} */ number) => ({
    extension: 'eql',
    text: `sequence by host.id with maxspan=1h
  [process where process.name : "powershell.exe" and process.command_line : "*--session *${digits(number).slice(1)} --quiet"]
  [process where process.name : "tool-${number}.exe"]
`,
  }),
  lua: (/** @type {number} */ number) => ({
    extension: 'lua',
    text: `-- category: process

function pred_eval(event)
  local name = kestrel.event_get_str(event, "process.name")
  if name ~= "backup.exe" and name ~= "chrome.exe" then return false end
  return kestrel.event_get_str(event, "process.command_line"):find("${digits(number)} --quiet", 1, true) ~= nil
end
`,
  }),
  wasm: (/** @type {number} */ number) => ({
    extension: 'wat',
    text: `;; category: process
(module
  (memory (export "memory") 1)
  (global $seen (mut i32) (i32.const ${number}))
  (func (export "pred_eval") (param i32) (result i32)
    (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
    (i32.eqz (i32.rem_u (global.get $seen) (i32.const 5000)))))
`,
  }),
};
