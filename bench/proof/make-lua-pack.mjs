/** Writes a pack of Lua rules as people write them, for `overhead.mjs`: `node bench/proof/make-lua-pack.mjs FOLDER [COUNT]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BODIES = [
  (number) => `  local name = kestrel.event_get_str(event, "process.name")
  return name == "tool${number}.exe" or name == "helper${number}.exe"`,
  (number) => `  local line = kestrel.event_get_str(event, "process.command_line")
  return line:find("--stage ${number} ", 1, true) ~= nil and line:match("https?://[%w.]+") ~= nil`,
  (number) => `  local host = kestrel.event_get_str(event, "host.name")
  seen[host] = (seen[host] or 0) + 1
  return seen[host] == ${1_000_000 + number}`,
  (number) => `  local line = kestrel.event_get_str(event, "process.command_line"):lower()
  local hits = 0
  for word in line:gmatch("%-%-%a+") do
    if word == "--quiet" or word == "--stage${number}" then hits = hits + 1 end
  end
  return hits > ${2 + number}`,
];

const [folder, count = '40'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/proof/make-lua-pack.mjs FOLDER [COUNT]');
mkdirSync(folder, { recursive: true });
for (let number = 0; number < Number(count); number++) {
  const body = BODIES[number % BODIES.length](number);
  const text = `-- category: process\n\nlocal seen = {}\n\nfunction pred_eval(event)\n${body}\nend\n`;
  writeFileSync(join(folder, `lua-heavy-${String(number).padStart(2, '0')}.lua`), text);
}
