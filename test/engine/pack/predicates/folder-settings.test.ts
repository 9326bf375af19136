import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPack } from '../../../../src/engine/pack/load-pack.ts';
import { ruleFolder } from '../rule-folder.ts';
import { loadFiles, places, settingsOf } from './load-files.ts';
import { LUA, manifest, WAT } from './predicate-texts.ts';

const codes = (pack: Awaited<ReturnType<typeof loadFiles>>) => pack.diagnostics.map(({ code }) => code);
const paths = (pack: Awaited<ReturnType<typeof loadFiles>>, id: string) =>
  [...settingsOf(pack, id).fields.values()].map((field) => [field.id, field.path]);

test('a field table holds for all predicates below its folder, and the nearest one counts', async () => {
  const pack = await loadFiles({
    'top.lua': LUA,
    'a/schema.yaml': 'fields:\n  7: process.pid\n  8: user.name\n',
    'a/one.lua': LUA,
    'a/deep/er/two.wat': WAT,
    'a/b/schema.yml': '{"fields": {"4294967295": "host.id"}}',
    'a/b/three/manifest.json': manifest(),
    'a/b/three/predicate.lua': LUA,
    'ab/four.lua': LUA,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.skipped).toEqual([]);
  expect(paths(pack, 'one')).toEqual([
    [7, 'process.pid'],
    [8, 'user.name'],
  ]);
  expect(paths(pack, 'two')).toEqual(paths(pack, 'one'));
  expect(paths(pack, 'exfil-001')).toEqual([[4294967295, 'host.id']]);
  for (const id of ['top', 'four']) expect(paths(pack, id)).toContainEqual([3, 'process.name']);
});

test.each([
  ['fields: [process.pid]', 1, 9],
  ['fields:\n', 1, 8],
  ['fields:\n  process.pid: 2\n', 2, 3],
  ['fields:\n  -1: process.pid\n', 2, 3],
  ['fields:\n  4294967296: process.pid\n', 2, 3],
  ['fields:\n  1.5: process.pid\n', 2, 3],
  ['fields:\n  2: ""\n', 2, 6],
  ['fields:\n  2: [a]\n', 2, 6],
  ['fields:\n  2:\n', 2, 5],
])('the field table %j has a fault', async (text, line, column) => {
  const pack = await loadFiles({ 'schema.yaml': text, 'a.lua': LUA });
  expect(pack.diagnostics).toMatchObject([{ severity: 'error', code: 'invalid-schema', line, column }]);
  expect(paths(pack, 'a')).toEqual([]);
});

test('of two fields with one id the first stays, and the other entries count', async () => {
  const pack = await loadFiles({
    'schema.yaml': 'fields:\n  2: process.pid\n  "2": user.id\n  x: host.id\n  3: process.name\n',
    'a.lua': LUA,
  });
  expect(places(pack)).toEqual([
    ['invalid-schema', 3, 3, 3],
    ['invalid-schema', 4, 3, 1],
  ]);
  expect(paths(pack, 'a')).toEqual([
    [2, 'process.pid'],
    [3, 'process.name'],
  ]);
});

test('a path that looks like a slip is a warning', async () => {
  const pack = await loadFiles({
    'schema.yaml': 'fields:\n  2: process.nmae\n  3: vendor.own\n',
    'a.lua': LUA,
  });
  expect(pack.diagnostics).toMatchObject([
    {
      severity: 'warning',
      code: 'unknown-field',
      line: 2,
      column: 6,
      advice: "Did you mean 'process.name'?",
    },
  ]);
});

test('after a table that is no YAML ids mean nothing, rather than something else', async () => {
  const pack = await loadFiles({
    'schema.yaml': 'fields: {2: a\n',
    'a.lua': 'pred_eval = event_get_i64(e, 2)',
  });
  expect(codes(pack)).toEqual(['yaml-syntax']);
  expect(paths(pack, 'a')).toEqual([]);
});

test('limits of the nearest folder hold, and what a rule says itself comes before them', async () => {
  const pack = await loadFiles({
    'limits.yaml': 'time_limit_ms: 100\nmemory_limit_mib: 8\n',
    'a.lua': LUA,
    'b.lua': `-- time-limit-ms: 50\n${LUA}`,
    'sub/limits.yml': 'max_faults: 2\n',
    'sub/c.lua': LUA,
  });
  expect(pack.diagnostics).toEqual([]);
  expect(settingsOf(pack, 'a').limits).toEqual({ timeLimitMs: 100, memoryLimitBytes: 8 * 1024 * 1024 });
  expect(settingsOf(pack, 'b').limits).toEqual({ timeLimitMs: 50, memoryLimitBytes: 8 * 1024 * 1024 });
  expect(settingsOf(pack, 'c').limits).toEqual({ maxFaults: 2 });
});

test('a limit with a fault is an error, and the others count', async () => {
  const pack = await loadFiles({
    'limits.yaml': 'time_limit_ms: 2s\nmax_fault: 3\nmemory_limit_mib: 1\n',
    'a.lua': LUA,
  });
  expect(places(pack)).toEqual([
    ['invalid-limits', 1, 16, 2],
    ['invalid-limits', 2, 1, 9],
  ]);
  expect(settingsOf(pack, 'a').limits).toEqual({ memoryLimitBytes: 1024 * 1024 });
});

test('files of these names that hold something else are read for rules', async () => {
  const pack = await loadFiles({
    'schema.yaml': 'id: a\neql: any where true\n',
    'limits.yaml': 'id: b\neql: any where true\n',
    'sub/schema.yaml': 'type: object\n',
  });
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(pack.skipped.map(({ code }) => code)).toEqual(['not-a-rule']);
});

test('two files for the same in one folder are an error', async () => {
  const pack = await loadFiles({
    'limits.yaml': 'max_faults: 1',
    'limits.yml': 'max_faults: 2',
    'a.lua': LUA,
  });
  expect(pack.diagnostics).toMatchObject([
    { code: 'duplicate-settings', file: expect.stringContaining('limits.yml') },
  ]);
  expect(settingsOf(pack, 'a').limits).toEqual({ maxFaults: 1 });
});

test('several folders may link to one table', async () => {
  const folder = ruleFolder({ 'a/schema.yaml': 'fields: {9: host.id}', 'a/x.lua': LUA, 'b/y.lua': LUA });
  symlinkSync(join('..', 'a', 'schema.yaml'), join(folder, 'b', 'schema.yaml'));
  const pack = await loadPack([folder]);
  expect(paths(pack, 'y')).toEqual([[9, 'host.id']]);
});

test('a predicate that is given by name has the settings of its folder', async () => {
  const folder = ruleFolder({
    'schema.yaml': 'fields: {9: host.id}',
    'limits.yml': 'max_faults: 4',
    'x.lua': LUA,
  });
  const pack = await loadPack([join(folder, 'x.lua')]);
  expect(paths(pack, 'x')).toEqual([[9, 'host.id']]);
  expect(settingsOf(pack, 'x').limits).toEqual({ maxFaults: 4 });
  expect(pack.files).toBe(3);
});
