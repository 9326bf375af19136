import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadPack } from '../../src/engine/pack/load-pack.ts';
import { loadPredicates } from '../../src/engine/predicate/load-predicates.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../src/engine/predicate/predicate-limits.ts';
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
  const queries = pack.rules.filter(isEqlRule);
  expect(queries.map((rule) => [rule.id, rule.severity, rule.dialect, rule.categoryField])).toEqual([
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
  const predicates = pack.rules.filter((rule) => !isEqlRule(rule));
  expect(
    predicates.map(({ id, kind, severity, settings }) => [id, kind, severity, settings.category]),
  ).toEqual([
    ['kestrel-one-file', 'lua', 'medium', null],
    ['kestrel-unusual-port:lua', 'lua', 'high', 'network'],
    ['rare_child', 'lua', 'high', 'process'],
    ['wat-high-pid', 'wasm', 'low', null],
    ['windows_only', 'lua', 'medium', null],
  ]);
  expect(pack.skipped.map(({ ruleId, code }) => [ruleId, code])).toEqual([['yaml-switched-off', 'disabled']]);
});

test('the examples of predicates have the settings that the page says', async () => {
  const pack = await loadPack([ruleFolder(examples())]);
  const settings = new Map(
    pack.rules.filter((rule) => !isEqlRule(rule)).map((rule) => [rule.id, rule.settings] as const),
  );
  expect(settings.get('rare_child')).toMatchObject({
    regexes: ['(?i)^(winword|excel|outlook)\\.exe$'],
    globs: ['*.tmp.exe'],
    limits: { timeLimitMs: 500 },
  });
  expect(settings.get('kestrel-unusual-port:lua')).toMatchObject({
    regexes: ['\\.onion$'],
    limits: { timeLimitMs: 500, maxFaults: 3 },
  });
  expect(settings.get('windows_only')).toMatchObject({
    limits: { timeLimitMs: 1000, memoryLimitBytes: 32 * 1024 * 1024, maxFaults: 5 },
  });
  expect(settings.get('windows_only')?.fields.get(7)?.path).toBe('host.os.type');
});

test.each(['wasmoon', 'fengari'] as const)('the examples of predicates start, Lua on %s', async (lua) => {
  const { rules } = await loadPack([ruleFolder(examples())]);
  const { byRule } = await loadPredicates(rules, { lua, limits: {}, keepCaptures: false });
  expect(byRule.size).toBe(5);
  for (const loaded of byRule.values()) {
    expect(loaded).not.toHaveProperty('fault');
    if ('predicate' in loaded) loaded.predicate.close();
  }
});

test('the page names the limits that hold without any others', () => {
  const { timeLimitMs, memoryLimitBytes, maxFaults } = DEFAULT_PREDICATE_LIMITS;
  const mebibytes = memoryLimitBytes / 1024 / 1024;
  expect(page).toContain(`a predicate has ${timeLimitMs} ms, ${mebibytes} MiB and ${maxFaults} faults`);
});

test('every code block of the page is a named example', () => {
  const fences = page.match(/^```/gm)?.length ?? 0;
  expect(Object.keys(examples())).toHaveLength(fences / 2);
});
