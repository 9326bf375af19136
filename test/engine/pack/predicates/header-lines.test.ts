import { expect, test } from 'vitest';
import { type CommentMark, headerLines } from '../../../../src/engine/pack/predicates/header-lines.ts';
import { sourceFile } from '../../../../src/engine/pack/source-file.ts';

const entries = (text: string, mark: CommentMark = '--') =>
  headerLines(sourceFile('a', 'a', text), mark).map(({ key, value }) => `${key}=${value}`);

test('a header has entries among other comments and blank lines', () => {
  expect(entries('-- A rule.\n\n-- id: a-1\n--\n-- see: https://x.y\n')).toEqual([
    'id=a-1',
    'see=https://x.y',
  ]);
});

test.each([
  ['code', 'local x = 1'],
  ['a comment of several lines', '--[[ words ]]'],
  ['one with a level', '--[==[ words ]==]'],
])('it ends at %s', (_, line) => {
  expect(entries(`-- id: a\n${line}\n-- name: b\n`)).toEqual(['id=a']);
});

test('dashes may be more than two, for rulers and boxes', () => {
  expect(entries('-------\n--- id: a\n---[[ note: this is one line\n-- name: b\n')).toEqual([
    'id=a',
    'name=b',
  ]);
});

test('keys are read in any case, values as they are', () => {
  expect(entries('--Severity:High\n--\tTAGS :  a, B  \n-- name: a: b\n')).toEqual([
    'severity=High',
    'tags=a, B',
    'name=a: b',
  ]);
});

test('line breaks may be those of Windows', () => {
  expect(entries('-- id: a\r\n\r\n-- name: b\r\nx = 1\r\n-- tags: c\r\n')).toEqual(['id=a', 'name=b']);
});

test('in WAT it stands behind semicolons', () => {
  expect(entries(';; id: a\n  ;;; name: b\n(; id: c ;)\n;; tags: d\n', ';;')).toEqual(['id=a', 'name=b']);
  expect(entries('-- id: a\n', ';;')).toEqual([]);
});

test('a value has its place in the file', () => {
  const [line] = headerLines(sourceFile('a', 'a', '\n  --  regex:  ^a b$ \n'), '--');
  expect(line).toEqual({ key: 'regex', value: '^a b$', line: 2, column: 15 });
});
