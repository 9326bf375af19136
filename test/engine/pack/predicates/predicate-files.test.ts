import { expect, test } from 'vitest';
import { loadFiles, places, predicateRule, settingsOf } from './load-files.ts';
import { LUA, WASM, WAT } from './predicate-texts.ts';

const codes = (pack: Awaited<ReturnType<typeof loadFiles>>) => pack.diagnostics.map(({ code }) => code);

test('plain files are rules, and their name is their id', async () => {
  const pack = await loadFiles({ 'a/one.lua': LUA, 'two.WAT': WAT, 'b/three.wasm': WASM });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.skipped).toEqual([]);
  expect(pack.rules).toMatchObject([
    { id: 'one', name: 'one', kind: 'lua', severity: 'medium', tags: [], file: 'a/one.lua', text: LUA },
    { id: 'three', kind: 'wasm', file: 'b/three.wasm', text: '', module: WASM },
    { id: 'two', kind: 'wasm', file: 'two.WAT', text: WAT },
  ]);
});

test('the text of a module is assembled', async () => {
  const rule = predicateRule(await loadFiles({ 'a.wat': WAT }), 'a');
  const module = rule.kind === 'wasm' ? Buffer.from(rule.module) : Buffer.alloc(0);
  expect(module.subarray(0, 4).toString('latin1')).toBe('\0asm');
  expect(module.includes('pred_eval')).toBe(true);
});

test.each([
  ['a.lua', '--', LUA],
  ['a.wat', ';;', WAT],
])('a header says of %s what a manifest would', async (file, mark, code) => {
  const header = [
    'id: own-id',
    'name: A rule of its own',
    'severity: High',
    'tags: one, two words ,,three',
    'category: process',
    'regex: ^a.*b$',
    'regex: [0-9]+',
    'glob: */tmp/*',
    'time-limit-ms: 500',
    'memory-limit-mib: 16',
    'max-faults: 3',
  ];
  const pack = await loadFiles({ [file]: `${header.map((line) => `${mark} ${line}\n`).join('')}${code}` });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules).toMatchObject([
    { id: 'own-id', name: 'A rule of its own', severity: 'high', tags: ['one', 'two words', 'three'] },
  ]);
  expect(settingsOf(pack, 'own-id')).toMatchObject({
    category: 'process',
    regexes: ['^a.*b$', '[0-9]+'],
    globs: ['*/tmp/*'],
    limits: { timeLimitMs: 500, memoryLimitBytes: 16 * 1024 * 1024, maxFaults: 3 },
  });
});

test('without a header a predicate sees every event, under the usual limits and field ids', async () => {
  const settings = settingsOf(await loadFiles({ 'a.lua': LUA }), 'a');
  expect(settings).toMatchObject({ category: null, regexes: [], globs: [], limits: {} });
  expect(settings.fields.get(3)).toEqual({ id: 3, path: 'process.name' });
});

test('the category any is every category', async () => {
  expect(settingsOf(await loadFiles({ 'a.lua': `-- category: any\n${LUA}` }), 'a').category).toBeNull();
});

test.each([
  ['id:', 'missing-id', undefined],
  ['time-limit-ms: soon', 'invalid-header', 19],
  ['time-limit-ms: 0', 'invalid-header', 19],
  ['time-limit-ms: 1e3', 'invalid-header', 19],
  ['memory-limit-mib: 4097', 'invalid-header', 22],
  ['max-faults: 1.5', 'invalid-header', 16],
  ['regex:', 'invalid-header', undefined],
  ['name: a\n-- name: b', 'invalid-header', 10],
])('the header line %j leaves no rule', async (line, code, column) => {
  const pack = await loadFiles({ 'a.lua': `-- ${line}\n${LUA}` });
  expect(pack.rules).toEqual([]);
  expect(pack.diagnostics).toMatchObject([{ severity: 'error', code, sourceLine: expect.any(String) }]);
  if (column !== undefined) expect(pack.diagnostics[0]?.column).toBe(column);
});

test('an unknown severity is a warning at its place', async () => {
  const pack = await loadFiles({ 'a.lua': `-- severity: hgih\n${LUA}` });
  expect(places(pack)).toEqual([['unknown-severity', 1, 14, 4]]);
  expect(pack.rules).toMatchObject([{ severity: 'medium' }]);
});

test('names of prototype members are ordinary ids and keys', async () => {
  const pack = await loadFiles({
    '__proto__.lua': LUA,
    'b.lua': `-- constructor: x\n-- id: constructor\n${LUA}`,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
});

test('a pattern that is none is an error under its text', async () => {
  const pack = await loadFiles({ 'a.lua': `-- regex: fine\n-- regex: a(b\n${LUA}` });
  expect(pack.rules).toEqual([]);
  expect(places(pack)).toEqual([['regex-syntax', 2, 11, 3]]);
});

test('patterns beyond a sensible number are refused', async () => {
  const header = (count: number) => '-- glob: x\n'.repeat(count);
  expect((await loadFiles({ 'a.lua': header(250) + LUA })).diagnostics).toEqual([]);
  const pack = await loadFiles({ 'a.lua': header(251) + LUA });
  expect(places(pack)).toEqual([['too-many-patterns', 251, 10, 1]]);
});

test('patterns that are too large together are refused, at the one that is too much', async () => {
  const large = `-- regex: ${'a'.repeat(60)}{1000}\n`;
  expect((await loadFiles({ 'a.lua': large.repeat(3) + LUA })).diagnostics).toEqual([]);
  const pack = await loadFiles({ 'a.lua': large.repeat(4) + LUA });
  expect(pack.rules).toEqual([]);
  expect(places(pack)).toEqual([['too-many-patterns', 4, 11, 66]]);
});

test('broken Lua is an error on its line', async () => {
  const pack = await loadFiles({ 'a.lua': `-- a comment\n  local x = = 1\n${LUA}` });
  expect(pack.rules).toEqual([]);
  expect(places(pack)).toEqual([['lua-syntax', 2, 3, 13]]);
});

test('broken WAT is an error at its place', async () => {
  const pack = await loadFiles({ 'a.wat': '(module\n  (func nonsense))\n' });
  expect(pack.rules).toEqual([]);
  expect(pack.diagnostics[0]).toMatchObject({
    code: 'wat-syntax',
    line: 2,
    sourceLine: '  (func nonsense))',
  });
});

test('a module that cannot be a rule is refused, as binary and as text', async () => {
  const wat = '(module (import "env" "now" (func (result i64))))';
  const pack = await loadFiles({ 'a.wat': wat, 'b.wasm': 'nonsense' });
  expect(pack.rules).toEqual([]);
  expect(new Set(codes(pack))).toEqual(new Set(['wasm-module']));
  expect(pack.diagnostics.map(({ message }) => message).join()).toContain('"env"."now"');
});

test('what a module may use decides whether it is refused: its own limits, and before them those given', async () => {
  const large = WAT.replace('(module', '(module (memory 32)');
  const files = { 'a.wat': `;; memory-limit-mib: 1\n${large}` };
  expect(codes(await loadFiles(files))).toEqual(['wasm-module']);
  expect(codes(await loadFiles(files, { limits: { memoryLimitBytes: 2 ** 21 } }))).toEqual([]);
  const generous = { 'a.wat': `;; memory-limit-mib: 8\n${large}` };
  expect(codes(await loadFiles(generous))).toEqual([]);
  expect(codes(await loadFiles(generous, { limits: { memoryLimitBytes: 2 ** 20 } }))).toEqual([
    'wasm-module',
  ]);
});

test.each([
  ['', '\x1bLua'],
  ['behind a byte order mark', '\ufeff\x1bLua'],
])('compiled Lua is refused %s', async (_, start) => {
  const pack = await loadFiles({ 'a.lua': `${start}${LUA}` });
  expect(pack.rules).toEqual([]);
  expect(codes(pack)).toEqual(['lua-bytecode']);
});

test('Lua must be UTF-8', async () => {
  const pack = await loadFiles({ 'a.lua': Buffer.from(`-- \xe4\n${LUA}`, 'latin1') });
  expect(codes(pack)).toEqual(['encoding']);
});

test('a module and its text beside each other have one id', async () => {
  const pack = await loadFiles({ 'a.wasm': WASM, 'a.wat': WAT });
  expect(pack.rules).toHaveLength(1);
  expect(codes(pack)).toEqual(['duplicate-id']);
});
