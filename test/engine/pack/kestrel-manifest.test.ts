import { expect, test } from 'vitest';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { ruleFolder } from './rule-folder.ts';

const manifest = (metadata: object = {}) =>
  JSON.stringify({
    format_version: '1.0',
    metadata: { rule_id: 'exfil-001', rule_name: 'Exfiltration', severity: 'High', tags: ['t'], ...metadata },
    capabilities: { supports_inline: false },
  });
const EQL =
  '-- comment\nsequence by process.entity_id\n  [file where true]\n  [network where true]\nwith maxspan=5m\n';

const load = (files: Record<string, string>) => loadPack([ruleFolder(files)]);
const skips = (pack: Awaited<ReturnType<typeof load>>) =>
  pack.skipped.map(({ ruleId, code }) => [ruleId, code]);

test('rule.eql loads under the id of its manifest, in the Kestrel dialect', async () => {
  const pack = await load({ 'exfil/manifest.json': manifest(), 'exfil/rule.eql': EQL });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules).toMatchObject([
    {
      id: 'exfil-001',
      name: 'Exfiltration',
      kind: 'sequence',
      severity: 'high',
      tags: ['t'],
      dialect: 'kestrel',
      file: 'exfil/rule.eql',
      query: { maxspanMs: 300_000 },
    },
  ]);
});

test('predicates beside EQL are skipped under ids of their own', async () => {
  const pack = await load({
    'manifest.json': manifest(),
    'rule.eql': EQL,
    'predicate.lua': '',
    'rule.wasm': '',
    'rule.wat': '',
  });
  expect(pack.rules).toHaveLength(1);
  expect(skips(pack)).toEqual([
    ['exfil-001:lua', 'lua-not-executed'],
    ['exfil-001:wasm', 'wasm-not-executed'],
  ]);
  expect(pack.skipped[0]?.reason).toBe('Lua predicates are not executed yet');
});

test('a predicate alone is skipped under the id of the manifest', async () => {
  expect(skips(await load({ 'manifest.json': manifest(), 'predicate.lua': '' }))).toEqual([
    ['exfil-001', 'lua-not-executed'],
  ]);
  expect(skips(await load({ 'manifest.json': manifest(), 'rule.wat': '' }))).toEqual([
    ['exfil-001', 'wasm-not-executed'],
  ]);
});

test.each([
  ['metadata.rule_id', { format_version: '1.0', metadata: {} }],
  ['metadata.rule_id', { format_version: '1.0', metadata: { rule_id: 5 } }],
  ['metadata.rule_name', { format_version: '1.0', metadata: { rule_id: 'a', rule_name: 5 } }],
  ['metadata', { format_version: '1.0' }],
  ['format_version', { metadata: { rule_id: 'a' } }],
])(
  'a manifest without a good %s is an error, and its query is not loaded under another id',
  async (key, value) => {
    const pack = await load({ 'manifest.json': JSON.stringify(value), 'rule.eql': EQL });
    expect(pack.rules).toEqual([]);
    expect(pack.diagnostics).toHaveLength(1);
    expect(pack.diagnostics[0]).toMatchObject({ severity: 'error' });
    expect(pack.diagnostics[0]?.message).toContain(`"${key}"`);
  },
);

test('a manifest that is no JSON is one error', async () => {
  const pack = await load({ 'manifest.json': '{', 'rule.eql': EQL });
  expect(pack.rules).toEqual([]);
  expect(pack.diagnostics.map((d) => d.code)).toEqual(['json-syntax']);
});

test('a manifest with nothing beside it is an error', async () => {
  const pack = await load({ 'manifest.json': manifest() });
  expect(pack.diagnostics.map((d) => d.code)).toEqual(['no-predicate']);
});

test('a manifest of something else is no rule, and an EQL file beside it stands for itself', async () => {
  const pack = await load({
    'manifest.json': '{"manifest_version": 3, "name": "extension"}',
    'rule.eql': EQL,
  });
  expect(pack.rules.map((rule) => rule.id)).toEqual(['rule']);
  expect(skips(pack)).toEqual([[undefined, 'not-a-rule']]);
});

test('the one-file form lists its predicates', async () => {
  const file = { manifest: JSON.parse(manifest()), predicates: { lua: 'a.lua', wasm: 'a.wasm' } };
  expect(skips(await load({ 'a.json': JSON.stringify(file) }))).toEqual([
    ['exfil-001:lua', 'lua-not-executed'],
    ['exfil-001:wasm', 'wasm-not-executed'],
  ]);
});

test.each(['../x.lua', '/etc/passwd', 'a/b.lua', '..\\x.lua', 'C:x.lua', '..', '', 5])(
  'the one-file form may not name %j',
  async (name) => {
    const pack = await load({
      'a.json': JSON.stringify({ manifest: JSON.parse(manifest()), predicates: { lua: name } }),
    });
    expect(pack.diagnostics.map((d) => d.code)).toEqual(['path-outside-pack']);
    expect(pack.skipped).toEqual([]);
  },
);
