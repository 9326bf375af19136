import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadPack } from '../../../src/engine/pack/load-pack.ts';
import { rulesOfKind } from '../../../src/engine/pack/pack.ts';
import { MAX_FILE_BYTES } from '../../../src/engine/pack/source-file.ts';
import { LUA, manifest, WASM, WAT } from './predicates/predicate-texts.ts';
import { ruleFolder, tomlRule } from './rule-folder.ts';

const codes = (pack: { diagnostics: readonly { code: string }[] }) => pack.diagnostics.map((d) => d.code);

test('rules come sorted by id in code unit order, wherever their files are', async () => {
  const folder = ruleFolder({
    'z/first.toml': tomlRule('b'),
    'a.toml': tomlRule('ä'),
    'm.eql': 'any where true',
    'b.toml': tomlRule('B'),
  });
  const pack = await loadPack([folder]);
  expect(pack.rules.map((rule) => rule.id)).toEqual(['B', 'b', 'm', 'ä']);
  expect(pack.rules.map((rule) => rule.file)).toEqual(['b.toml', 'z/first.toml', 'm.eql', 'a.toml']);
});

test('sequences and samples are a kind of their own', async () => {
  const folder = ruleFolder({
    'one.eql': 'process where true',
    'two.eql': 'sequence by host.id [process where true] [file where true]',
    'three.eql': 'sample by host.id [process where true] [file where true]',
  });
  const pack = await loadPack([folder]);
  expect(rulesOfKind(pack, 'eql').map((rule) => rule.id)).toEqual(['one']);
  expect(rulesOfKind(pack, 'sequence').map((rule) => rule.id)).toEqual(['three', 'two']);
});

test('of two rules with one id the first in path order stays, and the error names both files', async () => {
  const folder = ruleFolder({ 'b.toml': tomlRule('same'), 'a.toml': tomlRule('same', 'file where true') });
  const pack = await loadPack([folder]);
  expect(pack.rules.map((rule) => rule.file)).toEqual(['a.toml']);
  expect(pack.diagnostics).toMatchObject([
    { severity: 'error', code: 'duplicate-id', file: `${folder}/b.toml`, line: 5 },
  ]);
  expect(pack.diagnostics[0]?.message).toContain(`${folder}/a.toml`);
});

test('a faulty file costs no other rule', async () => {
  const folder = ruleFolder({
    'bad.toml': '[rule\n',
    'bad.json': '{',
    'bad.yaml': '"',
    'bad.eql': 'process where',
    'good.toml': tomlRule('good'),
  });
  const pack = await loadPack([folder]);
  expect(pack.rules.map((rule) => rule.id)).toEqual(['good']);
  expect(codes(pack).sort()).toEqual(['eql-syntax', 'json-syntax', 'toml-syntax', 'yaml-syntax']);
});

test('a fault in a query is shown at its place in the file', async () => {
  const folder = ruleFolder({ 'rule.toml': tomlRule('x', 'process where\n  process.name ==== 1') });
  const pack = await loadPack([folder]);
  expect(pack.diagnostics).toMatchObject([
    { code: 'eql-syntax', line: 6, sourceLine: '  process.name ==== 1', file: `${folder}/rule.toml` },
  ]);
  expect(pack.diagnostics[0]?.column).toBeGreaterThan(14);
});

test('a path that does not exist and a folder without rules are errors', async () => {
  const folder = ruleFolder({ 'README.md': '# no rules', 'regexes.txt': 'no manifest' });
  const pack = await loadPack([`${folder}/missing`, folder]);
  expect(pack.diagnostics).toMatchObject([
    { severity: 'error', code: 'path-not-found', file: `${folder}/missing` },
    { severity: 'error', code: 'no-rule-files', file: folder },
  ]);
  expect(pack.rules).toEqual([]);
});

test('a byte order mark is no part of the query', async () => {
  const folder = ruleFolder({ 'bom.eql': '\ufeff-- Kestrel\nprocess where true' });
  const pack = await loadPack([folder]);
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules[0]).toMatchObject({ dialect: 'kestrel', text: '-- Kestrel\nprocess where true' });
});

test('what is not UTF-8 and what is too large is refused, and both count for the hash', async () => {
  const large = new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20);
  const folder = ruleFolder({
    'latin1.eql': new Uint8Array([0x61, 0xe4, 0x62]),
    'utf16.eql': Buffer.from('\ufeffany where true', 'utf16le'),
    'large.eql': large,
  });
  const pack = await loadPack([folder]);
  expect(codes(pack).sort()).toEqual(['encoding', 'encoding', 'file-too-large']);
  expect(pack.diagnostics.map((d) => d.message).join()).toContain('UTF-16');
  expect(pack.files).toBe(3);
});

test('a file of exactly the largest size is read', async () => {
  const text = 'any where true'.padEnd(MAX_FILE_BYTES, ' ');
  const pack = await loadPack([ruleFolder({ 'rule.eql': text })]);
  expect(codes(pack)).not.toContain('file-too-large');
});

test('the hash depends on paths and contents within the pack and on nothing else', async () => {
  const files = { 'a/one.toml': tomlRule('one'), 'two.eql': 'any where true' };
  const folder = ruleFolder(files);
  const { hash } = await loadPack([folder]);
  expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);

  const copy = mkdtempSync(join(tmpdir(), 'kestrel-perf-copy-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'README.md'), 'not a rule');
  expect((await loadPack([copy])).hash).toBe(hash);

  renameSync(join(copy, 'two.eql'), join(copy, 'three.eql'));
  expect((await loadPack([copy])).hash).not.toBe(hash);
  renameSync(join(copy, 'three.eql'), join(copy, 'two.eql'));
  expect((await loadPack([copy])).hash).toBe(hash);

  writeFileSync(join(copy, 'two.eql'), 'any where false');
  expect((await loadPack([copy])).hash).not.toBe(hash);
});

test('several paths make one pack whose hash does not depend on their order', async () => {
  const one = ruleFolder({ 'one.eql': 'any where true' });
  const two = ruleFolder({ 'two.eql': 'any where true' });
  const pack = await loadPack([one, two]);
  expect(pack.rules.map((rule) => rule.id)).toEqual(['one', 'two']);
  expect((await loadPack([two, one])).hash).toBe(pack.hash);
});

test.each([
  'm/manifest.json',
  'm/predicate.lua',
  'm/rule.wat',
  'm/resources/regexes.txt',
  'schema.yaml',
  'limits.yaml',
  'b.wasm',
])('%s counts for the hash', async (changed) => {
  const files: Record<string, string | Uint8Array> = {
    'm/manifest.json': manifest(),
    'm/predicate.lua': LUA,
    'm/rule.wasm': WASM,
    'm/rule.wat': WAT,
    'm/resources/regexes.txt': 'x',
    'schema.yaml': 'fields: {1: host.id}',
    'limits.yaml': 'max_faults: 3',
    'b.wasm': WASM,
  };
  const before = await loadPack([ruleFolder(files)]);
  const old = Buffer.from(files[changed] ?? '');
  const after = await loadPack([ruleFolder({ ...files, [changed]: Buffer.concat([old, Buffer.from(' ')]) })]);
  expect(before.files).toBe(8);
  expect(after.files).toBe(8);
  expect(after.hash).not.toBe(before.hash);
});

test('all kinds of rules stand beside each other', async () => {
  const folder = ruleFolder({
    'one.eql': 'process where true',
    'two.eql': 'sequence by host.id with maxspan=1m [process where true] [file where true]',
    'three.lua': LUA,
    'four.wasm': WASM,
  });
  const pack = await loadPack([folder]);
  expect(pack.diagnostics).toEqual([]);
  expect(pack.rules.map(({ id, kind }) => [id, kind])).toEqual([
    ['four', 'wasm'],
    ['one', 'eql'],
    ['three', 'lua'],
    ['two', 'sequence'],
  ]);
});
