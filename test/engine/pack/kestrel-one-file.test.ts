import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { loadFiles, settingsOf } from './predicates/load-files.ts';
import { LUA, manifest, WASM, WAT } from './predicates/predicate-texts.ts';
import { ruleFolder } from './rule-folder.ts';

const oneFile = (predicates: object) => JSON.stringify({ manifest: JSON.parse(manifest()), predicates });

const ids = (pack: Awaited<ReturnType<typeof loadFiles>>) =>
  pack.rules.map(({ id, kind, file }) => [id, kind, file]);

test('the files that a manifest names are its rules and no others', async () => {
  const pack = await loadFiles({
    'rules/m.json': oneFile({ lua: 'z.lua', wasm: 'a.wasm' }),
    'rules/z.lua': LUA,
    'rules/a.wasm': WASM,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(ids(pack)).toEqual([
    ['exfil-001:lua', 'lua', 'rules/z.lua'],
    ['exfil-001:wasm', 'wasm', 'rules/a.wasm'],
  ]);
});

test('a single one has the id of the manifest, and a Wasm one may be text', async () => {
  const pack = await loadFiles({ 'm.json': oneFile({ wasm: 'a.wat', lua: null }), 'a.wat': WAT });
  expect(ids(pack)).toEqual([['exfil-001', 'wasm', 'a.wat']]);
});

test('patterns stand in the header of the script', async () => {
  const pack = await loadFiles({ 'm.json': oneFile({ lua: 'a.lua' }), 'a.lua': `-- glob: *.exe\n${LUA}` });
  expect(settingsOf(pack, 'exfil-001').globs).toEqual(['*.exe']);
});

test('given by name it brings the files that it names', async () => {
  const folder = ruleFolder({ 'm.json': oneFile({ lua: 'a.lua' }), 'a.lua': LUA, 'b.lua': LUA });
  const pack = await loadPack([join(folder, 'm.json')]);
  expect(pack.diagnostics).toEqual([]);
  expect(ids(pack)).toEqual([['exfil-001', 'lua', 'a.lua']]);
});

test.each(['../x.lua', '/etc/passwd', 'a/b.lua', '..\\x.lua', 'C:x.lua', '..', '', 5])(
  'it may not name %j',
  async (name) => {
    const pack = await loadFiles({ 'a.json': oneFile({ lua: name }) });
    expect(pack.diagnostics.map((d) => d.code)).toEqual(['path-outside-pack']);
    expect(pack.rules).toEqual([]);
  },
);

test.each([
  ['a file that is not there', { lua: 'gone.lua' }, 'missing-predicate'],
  ['a file of another kind', { lua: 'm.json' }, 'invalid-field'],
  ['Lua for Wasm', { wasm: 'a.lua' }, 'invalid-field'],
  ['nothing', {}, 'no-predicate'],
  ['null', { lua: null }, 'no-predicate'],
])('it may not name %s', async (_, predicates, code) => {
  const pack = await loadFiles({ 'm.json': oneFile(predicates) });
  expect(pack.rules).toEqual([]);
  expect(pack.diagnostics).toMatchObject([{ severity: 'error', code }]);
});

test('a manifest with a fault keeps the files it names', async () => {
  const broken = JSON.stringify({ manifest: { metadata: {} }, predicates: { lua: 'a.lua' } });
  const pack = await loadFiles({ 'm.json': broken, 'a.lua': LUA });
  expect(pack.rules).toEqual([]);
  expect(new Set(pack.diagnostics.map(({ code }) => code))).toEqual(new Set(['invalid-manifest']));
  expect(pack.diagnostics[0]?.message).toContain('"manifest.');
});
