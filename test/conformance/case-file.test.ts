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
    max_samples_per_key = 3
    join_keys = ["a", "null"]
  `);
  expect(cases).toEqual([
    { name: 'first', query: 'process where true', accepted: [[1, 2]], size: 3, maxSamplesPerKey: 1 },
    {
      name: 'file where true',
      query: ' file where true ',
      accepted: [[1], [2]],
      size: 50,
      maxSamplesPerKey: 1,
    },
    { name: 'empty', query: 'any where false', accepted: [[]], size: 50, maxSamplesPerKey: 3 },
  ]);
});

test('a file of something else is refused with the place of the fault', () => {
  expect(() => parseCaseFile('[[queries]]\nname = "no query"')).toThrow(/queries\[0\].query/);
});

test.each(['max_samples_per_key = 0', 'join_keys = [1]'])('%s is refused', (line) => {
  const text = `[[queries]]\nquery = "any where true"\nexpected_event_ids = []\n${line}`;
  expect(() => parseCaseFile(text)).toThrow(line.split(' ')[0]);
});
