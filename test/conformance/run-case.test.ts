import { describe, expect, test } from 'vitest';
import type { ConformanceCase } from '../../src/conformance/case-file.ts';
import { engineRunner } from '../../src/conformance/engine-runner.ts';
import { type QueryRunner, runCase } from '../../src/conformance/run-case.ts';

const events = [1, 2, 3, 4].map((id) => ({ id, 'event.category': id === 3 ? 'file' : 'process' }));

function outcome(
  query: string,
  accepted: number[][],
  more: Partial<ConformanceCase> = {},
  runner = engineRunner,
) {
  const testCase = { name: 'case', query, accepted, size: 50, maxSamplesPerKey: 1, ...more };
  return runCase(testCase, { events, knownFields: new Set(['id', 'event.category']), idField: 'id' }, runner);
}

describe('a case', () => {
  test('passes with the right ids in the right order', () => {
    expect(outcome('process where true', [[1, 2, 4]])).toEqual({ status: 'passed' });
    expect(outcome('process where true', [[1], [1, 2, 4]])).toEqual({ status: 'passed' });
  });

  test('fails with others, and says which', () => {
    expect(outcome('process where true', [[1, 4, 2]])).toEqual({ status: 'failed', got: [1, 2, 4] });
    expect(outcome('process where true', [[1, 2]])).toEqual({ status: 'failed', got: [1, 2, 4] });
  });

  test('fails where the query is refused, and says why', () => {
    expect(outcome('process where', [[]])).toMatchObject({ status: 'failed', got: expect.any(String) });
  });

  test('applies pipes one after the other, and the size after them', () => {
    expect(outcome('any where true | tail 3 | head 2', [[2, 3]])).toEqual({ status: 'passed' });
    expect(outcome('any where true | head 9 | tail 1', [[4]])).toEqual({ status: 'passed' });
    expect(outcome('any where true | tail 0', [[]])).toEqual({ status: 'passed' });
    expect(outcome('any where true', [[1, 2]], { size: 2 })).toEqual({ status: 'passed' });
  });

  test('counts a missing event as -1 and cuts whole results, not ids', () => {
    const pairs: QueryRunner = {
      ...engineRunner,
      run: () => [
        [0, null, 1],
        [1, null, 2],
      ],
    };
    expect(outcome('any where true', [[1, -1, 2, 2, -1, 3]], {}, pairs)).toEqual({ status: 'passed' });
    expect(outcome('any where true | head 1', [[1, -1, 2]], {}, pairs)).toEqual({ status: 'passed' });
  });

  test('tells the runner which fields are known and how many samples are wanted', () => {
    const told: unknown[] = [];
    const listening: QueryRunner = {
      parse(text, options) {
        told.push(options);
        return engineRunner.parse(text, options);
      },
      run(_query, _events, options) {
        told.push(options);
        return [];
      },
    };
    expect(outcome('any where true', [[]], { maxSamplesPerKey: 7 }, listening)).toEqual({ status: 'passed' });
    expect(told).toEqual([{ knownFields: new Set(['id', 'event.category']) }, { maxSamplesPerKey: 7 }]);
  });
});
