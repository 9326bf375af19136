import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRuleFiles } from '../../../src/engine/pack/find-rule-files.ts';
import { ruleFolder } from './rule-folder.ts';

const paths = async (...given: string[]) => (await findRuleFiles(given)).files.map((file) => file.packPath);

test('files are found at any depth, in the order of their names', async () => {
  const folder = ruleFolder({
    'b.eql': '',
    'a/z.TOML': '',
    'a/b/c.yml': '',
    'c.json': '',
    'd.yaml': '',
    'e.txt': '',
  });
  expect(await paths(folder)).toEqual(['a/b/c.yml', 'a/z.TOML', 'b.eql', 'c.json', 'd.yaml']);
});

test('node_modules and names with a leading dot are left out', async () => {
  const folder = ruleFolder({ 'node_modules/x/a.eql': '', '.git/b.eql': '', '.c.eql': '', 'd.eql': '' });
  expect(await paths(folder)).toEqual(['d.eql']);
});

test('symbolic links may form cycles', async () => {
  const folder = ruleFolder({ 'a/one.eql': '' });
  symlinkSync('..', join(folder, 'a', 'up'));
  symlinkSync('loop', join(folder, 'loop'));
  expect(await paths(folder)).toEqual(['a/one.eql']);
});

test('links to files and folders elsewhere are followed', async () => {
  const elsewhere = ruleFolder({ 'x.eql': '', 'sub/y.eql': '' });
  const folder = ruleFolder({ 'a.eql': '' });
  symlinkSync(join(elsewhere, 'x.eql'), join(folder, 'link.eql'));
  symlinkSync(join(elsewhere, 'sub'), join(folder, 'sub'));
  expect(await paths(folder)).toEqual(['a.eql', 'link.eql', 'sub/y.eql']);
});

test('a file that is reached twice counts once, under the first path', async () => {
  const folder = ruleFolder({ 'a/one.eql': '', 'two.eql': '' });
  expect(await paths(join(folder, 'a'), folder, folder)).toEqual(['one.eql', 'two.eql']);
  expect((await findRuleFiles([folder, folder])).diagnostics).toEqual([]);
});

test('a rule link that leads nowhere is an error', async () => {
  const folder = ruleFolder({ 'a.eql': '' });
  symlinkSync('gone', join(folder, 'b.eql'));
  symlinkSync('gone', join(folder, 'notes.txt'));
  const { diagnostics } = await findRuleFiles([folder]);
  expect(diagnostics.map((d) => [d.code, d.file])).toEqual([['unreadable', `${folder}/b.eql`]]);
});

test.skipIf(process.platform === 'win32')('a pipe with the name of a rule is not opened', async () => {
  const folder = ruleFolder({ 'a.eql': '' });
  execFileSync('mkfifo', [join(folder, 'pipe.eql')]);
  expect(await paths(folder)).toEqual(['a.eql']);
  const { diagnostics } = await findRuleFiles([join(folder, 'pipe.eql')]);
  expect(diagnostics.map((d) => d.code)).toEqual(['not-a-rule-file']);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder that may not be read is an error',
  async () => {
    const folder = ruleFolder({ 'a.eql': '', 'closed/b.eql': '' });
    chmodSync(join(folder, 'closed'), 0);
    const { files, diagnostics } = await findRuleFiles([folder]);
    chmodSync(join(folder, 'closed'), 0o700);
    expect(files.map((file) => file.packPath)).toEqual(['a.eql']);
    expect(diagnostics.map((d) => [d.code, d.file])).toEqual([['unreadable', `${folder}/closed`]]);
  },
);

test('a single file may be given, and has its own name as its path', async () => {
  const folder = ruleFolder({ 'a/one.eql': '', 'notes.md': '' });
  const search = await findRuleFiles([join(folder, 'a', 'one.eql')]);
  expect(search.files.map((file) => [file.packPath, file.shownPath])).toEqual([
    ['one.eql', `${folder}/a/one.eql`],
  ]);
  const { diagnostics } = await findRuleFiles([join(folder, 'notes.md')]);
  expect(diagnostics.map((d) => d.code)).toEqual(['not-a-rule-file']);
});

test('a manifest that is given brings its parts and the settings of its folder', async () => {
  const folder = ruleFolder({
    'manifest.json': '',
    'rule.eql': '',
    'predicate.lua': '',
    'resources/globs.txt': '',
    'limits.yaml': '',
    'other.eql': '',
    'other.lua': '',
  });
  expect(await paths(join(folder, 'manifest.json'))).toEqual([
    'manifest.json',
    'rule.eql',
    'predicate.lua',
    'resources/globs.txt',
    'limits.yaml',
  ]);
});

test('a script that is given brings the settings of its folder, a query nothing', async () => {
  const folder = ruleFolder({ 'a.lua': '', 'b.eql': '', 'schema.yaml': '', 'manifest.json': '' });
  expect(await paths(join(folder, 'a.lua'))).toEqual(['a.lua', 'schema.yaml']);
  expect(await paths(join(folder, 'b.eql'))).toEqual(['b.eql']);
});

test('a JSON file that is given and makes no sense brings nothing', async () => {
  const folder = ruleFolder({ 'a.json': '{"predicates": {"lua": "a.lua"}', 'a.lua': '' });
  expect(await paths(join(folder, 'a.json'))).toEqual(['a.json']);
});

test('predicates are found wherever they are, texts of patterns only in the resources of a manifest', async () => {
  const folder = ruleFolder({
    'a/manifest.json': '',
    'a/resources/regexes.txt': '',
    'a/resources/other.txt': '',
    'a/regexes.txt': '',
    'a/deep/resources/globs.txt': '',
    'b/rule.wasm': '',
    'b/resources/regexes.txt': '',
    'b/x.WAT': '',
    'y.lua': '',
  });
  expect(await paths(folder)).toEqual([
    'a/manifest.json',
    'a/resources/regexes.txt',
    'b/rule.wasm',
    'b/x.WAT',
    'y.lua',
  ]);
});

test('the resources of a manifest may be a link', async () => {
  const folder = ruleFolder({ 'a/manifest.json': '', 'common/globs.txt': '', 'b/manifest.json': '' });
  symlinkSync('../common', join(folder, 'a', 'resources'));
  expect(await paths(folder)).toEqual(['a/manifest.json', 'a/resources/globs.txt', 'b/manifest.json']);
});

test('shown paths begin as the user wrote them', async () => {
  const folder = ruleFolder({ 'a.eql': '' });
  const { files } = await findRuleFiles([`${folder}/`]);
  expect(files.map((file) => file.shownPath)).toEqual([`${folder}/a.eql`]);
});
