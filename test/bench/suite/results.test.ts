import { expect, test } from 'vitest';
import { parseResults } from '../../../bench/suite/results.ts';
import { sampleResults, sampleTask } from './sample-results.ts';

test('what was written is read', () => {
  const results = sampleResults([sampleTask({ goal: { of: 'ratio', atMost: 1 } })]);
  expect(parseResults(JSON.stringify(results), 'latest.json')).toEqual(results);
});

test.each([
  ['no JSON', '{', /^a\.json is not JSON/],
  [
    'of another version',
    JSON.stringify({ ...sampleResults([]), schemaVersion: 2 }),
    /^a\.json .*: schemaVersion: /,
  ],
  [
    'with a ratio that is none',
    JSON.stringify(sampleResults([sampleTask({ ratio: { low: 0, median: 0, high: 0 } })])),
    /^a\.json .*: tasks\.0\.ratio\.low: /,
  ],
  ['that are a list', '[]', /^a\.json holds no results/],
])('results %s are refused, with the place', (_, text, message) => {
  expect(() => parseResults(text, 'a.json')).toThrow(
    expect.objectContaining({ name: 'ResultsError', message: expect.stringMatching(message) }),
  );
});
