import { expect, test } from 'vitest';
import { parseCaseFile } from '../../src/conformance/case-file.ts';

test('a case has a name, a query, its answers and a size', () => {
  const cases = parseCaseFile(`
    [[queries]]
    name = "first"
    query = "process where true"
    expected_event_ids = [1, 2]
    size = 3

    [[queries]]
    query = " file where true "
    expected_event_ids = [[1], [2]]

    [[queries]]
    name = "empty"
    query = "any where false"
    expected_event_ids = []
  `);
  expect(cases).toEqual([
    { name: 'first', query: 'process where true', accepted: [[1, 2]], size: 3 },
    { name: 'file where true', query: ' file where true ', accepted: [[1], [2]], size: 50 },
    { name: 'empty', query: 'any where false', accepted: [[]], size: 50 },
  ]);
});

test('a file of something else is refused with the place of the fault', () => {
  expect(() => parseCaseFile('[[queries]]\nname = "no query"')).toThrow(/queries\[0\].query/);
});
