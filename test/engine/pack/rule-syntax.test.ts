import { expect, test } from 'vitest';
import { readOne } from './read-one.ts';

test.each([
  ['a.toml', 'a = 1\nb = = 2\n', 'toml-syntax', 2, 5],
  ['a.json', '{\n  "id": "a",\n  "eql": x\n}', 'json-syntax', 3, 10],
  ['a.json', '{"id": 1,\n "id": 2}', 'json-syntax', 2, 3],
  ['a.json', '', 'json-syntax', 1, 1],
  ['a.yaml', 'id: a\nid: b\n', 'yaml-syntax', 2, 1],
  ['a.yaml', 'a: [1\nb: 2\n', 'yaml-syntax', 2, 1],
  ['a.yaml', 'a: *unknown\n', 'yaml-alias', 1, 1],
])('%s %j is a fault with its place', (path, text, code, line, column) => {
  const { diagnostics, drafts } = readOne(path, text);
  expect(drafts).toEqual([]);
  expect(diagnostics).toMatchObject([{ severity: 'error', code, line, column }]);
  expect(diagnostics[0]?.message).not.toMatch(/\n|Invalid TOML|position \d/);
});

test('a query that YAML takes for a mapping gets the advice to write a block', () => {
  const { diagnostics } = readOne('a.yaml', 'id: a\neql: process where process.name : "cmd.exe"\n');
  expect(diagnostics).toMatchObject([
    { code: 'yaml-syntax', line: 2, advice: expect.stringContaining('`|`') },
  ]);
});

test('aliases cannot blow up a document', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  expect(readOne('a.yaml', lines.join('\n')).diagnostics).toMatchObject([{ code: 'yaml-alias' }]);
});

test.each([
  ['deep lists', '['.repeat(200_000)],
  ['deep mappings', 'a: {'.repeat(200_000)],
  ['deep list items', '- '.repeat(200_000)],
  ['a mapping of many keys', Array.from({ length: 300_000 }, (_, n) => `a${n}: 1`).join('\n')],
  ['a flow mapping of many keys', `{${Array.from({ length: 300_000 }, (_, n) => `a${n}: 1`).join(', ')}}`],
])('YAML with %s is refused early', (_, text) => {
  expect(readOne('a.yaml', text).diagnostics).toMatchObject([{ code: 'yaml-too-big' }]);
});

test('JSON that is nested too deeply is refused', () => {
  const text = '['.repeat(200_000);
  expect(readOne('a.json', text).diagnostics).toMatchObject([{ code: 'nested-too-deeply' }]);
});

test('TOML that is nested too deeply is refused', () => {
  expect(readOne('a.toml', `a = ${'['.repeat(200_000)}`).diagnostics).toMatchObject([{ severity: 'error' }]);
});

test('an empty YAML file holds no rule and is no fault', () => {
  expect(readOne('a.yaml', '# only a comment\n')).toEqual({ drafts: [], skipped: [], diagnostics: [] });
});

test('a plain query file is named after its file', () => {
  const { drafts } = readOne('sub/Find Me.EQL', 'any where true');
  expect(drafts).toMatchObject([{ id: 'Find Me', name: 'Find Me', severity: 'medium', dialect: 'elastic' }]);
});

test('a file name that could not be an id is an error', () => {
  expect(readOne('a\u001b.eql', 'any where true').diagnostics).toMatchObject([{ code: 'invalid-id' }]);
});
