import { expect, test } from 'vitest';
import type { Pack } from '../../../src/engine/pack/pack.ts';
import { loadFiles, places, predicateRule, settingsOf } from './predicates/load-files.ts';
import { LUA, manifest, WASM, WAT } from './predicates/predicate-texts.ts';

const EQL =
  '-- comment\nsequence by process.entity_id\n  [file where true]\n  [network where true]\nwith maxspan=5m\n';

const ids = (pack: Pack) => pack.rules.map(({ id, kind, file }) => [id, kind, file]);
const codes = (pack: Pack) => pack.diagnostics.map(({ code }) => code);

test('rule.eql loads under the id of its manifest, in the Kestrel dialect', async () => {
  const pack = await loadFiles({ 'exfil/manifest.json': manifest(), 'exfil/rule.eql': EQL });
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

test('every form in a folder is a rule of its own', async () => {
  const pack = await loadFiles({
    'manifest.json': manifest(),
    'rule.eql': EQL,
    'predicate.lua': LUA,
    'rule.wasm': WASM,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(ids(pack)).toEqual([
    ['exfil-001', 'sequence', 'rule.eql'],
    ['exfil-001:lua', 'lua', 'predicate.lua'],
    ['exfil-001:wasm', 'wasm', 'rule.wasm'],
  ]);
  expect(predicateRule(pack, 'exfil-001:lua')).toMatchObject({
    name: 'Exfiltration',
    severity: 'high',
    tags: ['t'],
  });
});

test.each([
  ['predicate.lua', LUA, 'lua'],
  ['rule.wasm', WASM, 'wasm'],
  ['rule.wat', WAT, 'wasm'],
])('%s alone has the id of the manifest', async (name, content, kind) => {
  const pack = await loadFiles({ 'manifest.json': manifest(), [name]: content });
  expect(pack.diagnostics).toEqual([]);
  expect(ids(pack)).toEqual([['exfil-001', kind, name]]);
});

test('a part that is faulty does not change the ids of the others', async () => {
  const latin1 = Buffer.from('any where \xe4', 'latin1');
  const pack = await loadFiles({ 'manifest.json': manifest(), 'rule.eql': latin1, 'predicate.lua': LUA });
  expect(codes(pack)).toEqual(['encoding']);
  expect(ids(pack)).toEqual([['exfil-001:lua', 'lua', 'predicate.lua']]);
});

test('rule.wat beside rule.wasm is its source, and not looked at', async () => {
  const pack = await loadFiles({ 'manifest.json': manifest(), 'rule.wasm': WASM, 'rule.wat': '(nonsense' });
  expect(pack.diagnostics).toEqual([]);
  expect(ids(pack)).toEqual([['exfil-001', 'wasm', 'rule.wasm']]);
  expect(pack.files).toBe(3);
});

test('other scripts beside a manifest stand for themselves', async () => {
  const pack = await loadFiles({ 'manifest.json': manifest(), 'predicate.lua': LUA, 'other.lua': LUA });
  expect(ids(pack)).toEqual([
    ['exfil-001', 'lua', 'predicate.lua'],
    ['other', 'lua', 'other.lua'],
  ]);
});

test('resources hold the patterns, one a line', async () => {
  const pack = await loadFiles({
    'manifest.json': manifest(),
    'predicate.lua': LUA,
    'resources/regexes.txt': '# shells\n^(ba|z)?sh$\r\n\n  \\.exe$  \n\\#x\n',
    'resources/globs.txt': '*/tmp/*\n',
    'resources/notes.txt': 'not read',
  });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.files).toBe(4);
  expect(settingsOf(pack, 'exfil-001')).toMatchObject({
    regexes: ['^(ba|z)?sh$', '\\.exe$', '#x'],
    globs: ['*/tmp/*'],
  });
});

test("a script's own patterns count on where those of the resources end", async () => {
  const pack = await loadFiles({
    'manifest.json': manifest(),
    'predicate.lua': `-- regex: third\n${LUA}`,
    'resources/regexes.txt': 'first\nsecond\n',
  });
  expect(settingsOf(pack, 'exfil-001').regexes).toEqual(['first', 'second', 'third']);
});

test('a pattern that is none leaves out the predicates and names its line', async () => {
  const pack = await loadFiles({
    'manifest.json': manifest(),
    'predicate.lua': LUA,
    'rule.eql': EQL,
    'resources/regexes.txt': 'fine\n  a(b\n',
  });
  expect(places(pack)).toEqual([['regex-syntax', 2, 3, 3]]);
  expect(pack.diagnostics[0]?.file).toMatch(/resources\/regexes\.txt$/);
  expect(ids(pack)).toEqual([['exfil-001', 'sequence', 'rule.eql']]);
});

test('patterns that cannot be read leave out the predicates', async () => {
  const pack = await loadFiles({
    'manifest.json': manifest(),
    'predicate.lua': LUA,
    'resources/globs.txt': Buffer.from('\xe4', 'latin1'),
  });
  expect(codes(pack)).toEqual(['encoding']);
  expect(pack.rules).toEqual([]);
});

test('a manifest sets category and limits, before the header of its script', async () => {
  const own = { category: 'file', limits: { time_limit_ms: 100, memory_limit_mib: 2 } };
  const pack = await loadFiles({
    'manifest.json': manifest({}, { kestrel_perf: own }),
    'predicate.lua': `-- id: ignored\n-- category: process\n-- max-faults: 5\n-- time-limit-ms: 7\n${LUA}`,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(settingsOf(pack, 'exfil-001')).toMatchObject({
    category: 'file',
    limits: { timeLimitMs: 100, memoryLimitBytes: 2 * 1024 * 1024, maxFaults: 5 },
  });
});

test.each([
  ['metadata.rule_id', { format_version: '1.0', metadata: {} }],
  ['metadata.rule_id', { format_version: '1.0', metadata: { rule_id: 5 } }],
  ['metadata.rule_name', { format_version: '1.0', metadata: { rule_id: 'a', rule_name: 5 } }],
  ['metadata', { format_version: '1.0' }],
  ['format_version', { metadata: { rule_id: 'a' } }],
  ['capabilities.max_span_ms', JSON.parse(manifest({}, { capabilities: { max_span_ms: '5m' } }))],
  [
    'kestrel_perf.limits.max_faults',
    JSON.parse(manifest({}, { kestrel_perf: { limits: { max_faults: 0 } } })),
  ],
  ['kestrel_perf', JSON.parse(manifest({}, { kestrel_perf: { categroy: 'file' } }))],
])(
  'a manifest without a good %s is an error, and its parts are not loaded under other ids',
  async (key, value) => {
    const pack = await loadFiles({
      'manifest.json': JSON.stringify(value),
      'rule.eql': EQL,
      'predicate.lua': LUA,
      'rule.wat': WAT,
    });
    expect(pack.rules).toEqual([]);
    expect(pack.diagnostics).toHaveLength(1);
    expect(pack.diagnostics[0]).toMatchObject({ severity: 'error' });
    expect(pack.diagnostics[0]?.message).toContain(`"${key}"`);
  },
);

test('a manifest that is no JSON is one error', async () => {
  const pack = await loadFiles({ 'manifest.json': '{', 'rule.eql': EQL, 'predicate.lua': LUA });
  expect(pack.rules).toEqual([]);
  expect(codes(pack)).toEqual(['json-syntax']);
});

test('a manifest with nothing beside it is an error', async () => {
  expect(codes(await loadFiles({ 'manifest.json': manifest() }))).toEqual(['no-predicate']);
});

test('a manifest of something else is no rule, and the files beside it stand for themselves', async () => {
  const pack = await loadFiles({
    'manifest.json': '{"manifest_version": 3, "name": "extension"}',
    'rule.eql': EQL,
    'predicate.lua': LUA,
  });
  expect(pack.rules.map((rule) => rule.id)).toEqual(['predicate', 'rule']);
  expect(pack.skipped.map(({ code }) => code)).toEqual(['not-a-rule']);
});
