import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadPack } from '../../src/engine/pack/load-pack.ts';
import { isEqlRule } from '../../src/engine/rule.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/rule-formats.md', import.meta.url)), 'utf8');

/** Every code block that follows a line with a file's name. */
function examples(): Record<string, string> {
  const blocks = page.matchAll(/^`([\w./]+)`:\n\n```\w*\n(.*?)^```$/gms);
  return Object.fromEntries(Array.from(blocks, ([, path = '', content = '']) => [path, content]));
}

test('the examples of docs/rule-formats.md load as the page says', async () => {
  const pack = await loadPack([ruleFolder(examples())]);
  expect(pack.diagnostics).toEqual([]);
  const seen = pack.rules
    .filter(isEqlRule)
    .map((rule) => [rule.id, rule.severity, rule.dialect, rule.categoryField]);
  expect(seen).toEqual([
    ['elastic-shell-from-office', 'high', 'elastic', 'event.category'],
    ['json-kestrel', 'medium', 'kestrel', 'event.category'],
    ['json-whoami', 'low', 'elastic', 'event.category'],
    ['kestrel-unusual-port', 'high', 'kestrel', 'event.category'],
    ['temp_script', 'medium', 'elastic', 'event.category'],
    ['yaml-divided', 'low', 'kestrel', 'event.category'],
    ['yaml-hosts-file', 'medium', 'elastic', 'event.category'],
    ['yaml-override', 'medium', 'elastic', 'event.type'],
    ['yaml-shadow-copies', 'critical', 'elastic', 'event.category'],
  ]);
  expect(pack.skipped.map(({ ruleId, code }) => [ruleId, code])).toEqual([
    ['kestrel-unusual-port:lua', 'lua-not-executed'],
    ['yaml-switched-off', 'disabled'],
    ['kestrel-one-file', 'lua-not-executed'],
  ]);
});

test('every code block of the page is a named example', () => {
  const fences = page.match(/^```/gm)?.length ?? 0;
  expect(Object.keys(examples())).toHaveLength(fences / 2);
});
