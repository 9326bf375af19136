import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareResults } from '../../../bench/suite/compare-results.ts';
import type { TaskResult } from '../../../bench/suite/results.ts';
import { around, sampleResults, sampleTask } from './sample-results.ts';

function changeOf(now: Partial<TaskResult>, before: Partial<TaskResult>) {
  const results = sampleResults([sampleTask(now)]);
  return compareResults(results, sampleResults([sampleTask(before)])).changes[0];
}

describe('a change', () => {
  test('is told as a share of the ratio before', () => {
    const change = changeOf({ ratio: around(3) }, { ratio: around(2) });
    expect(change).toEqual({ kind: 'changed', before: around(2), share: 0.5 });
    expect(changeOf({ ratio: around(1) }, { ratio: around(2) })).toMatchObject({ share: -0.5 });
  });

  test('is not seen where the intervals overlap, however far the medians are apart', () => {
    const change = changeOf({ ratio: around(3, 0.6) }, { ratio: around(2, 0.6) });
    expect(change).toEqual({ kind: 'none-seen', before: around(2, 0.6) });
  });

  test('must show in processor time as well, where that was measured both times', () => {
    const before = { ratio: around(2), cpuRatio: around(2) };
    expect(changeOf({ ratio: around(3), cpuRatio: around(2.05) }, before)).toMatchObject({
      kind: 'none-seen',
    });
    expect(changeOf({ ratio: around(3), cpuRatio: around(1.5) }, before)).toMatchObject({
      kind: 'none-seen',
    });
    expect(changeOf({ ratio: around(3), cpuRatio: around(2.8) }, before)).toMatchObject({ kind: 'changed' });
    expect(changeOf({ ratio: around(3), cpuRatio: null }, before)).toMatchObject({ kind: 'changed' });
  });

  test('is never seen between results and themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true })), (medians) => {
        const tasks = medians.map((median, at) => sampleTask({ task: `${at}`, ratio: around(median, 0) }));
        const results = sampleResults(tasks);
        const { changes, gone } = compareResults(results, results);
        expect(changes.map(({ kind }) => kind)).toEqual(tasks.map(() => 'none-seen'));
        expect(gone).toEqual([]);
      }),
    );
  });
});

describe('tasks that only one of the two has', () => {
  const before = sampleResults([sampleTask(), sampleTask({ task: 'like' }), sampleTask({ group: 'lua' })]);

  test('are new, or gone from a group that was measured', () => {
    const now = sampleResults([sampleTask(), sampleTask({ task: 'cidrMatch' })]);
    const { changes, gone } = compareResults(now, before);
    expect(changes.map(({ kind }) => kind)).toEqual(['none-seen', 'new']);
    expect(gone).toEqual(['eql: like']);
  });

  test('also where a name stayed and what it is divided by did not', () => {
    const now = sampleResults([sampleTask({ reference: 'like' }), sampleTask({ task: 'like' })]);
    const { changes, gone } = compareResults(now, before);
    expect(changes.map(({ kind }) => kind)).toEqual(['new', 'none-seen']);
    expect(gone).toEqual(['eql: in']);
  });
});

describe('results that cannot be compared', () => {
  const now = sampleResults([sampleTask()]);

  test.each([
    [{ environment: { cpu: 'Other CPU' } }, 'processor: Other CPU then, Example CPU now'],
    [{ environment: { cores: 64 } }, 'number of processors: 64 then, 2 now'],
    [{ environment: { node: '22.1.0' } }, 'Node: 22.1.0 then, 20.19.0 now'],
    [
      { environment: { os: 'Darwin 24 arm64' } },
      'operating system: Darwin 24 arm64 then, Linux 6.1.0 x64 now',
    ],
    [{ material: { events: 5 } }, 'number of events: 5 then, 20000 now'],
    [{ material: { packHash: 'sha256:ff' } }, 'hash of the pack: sha256:ff then, sha256:00 now'],
    [{ quick: true }, 'one of them is quick: true then, false now'],
  ])('say why: %j', (overrides, obstacle) => {
    expect(compareResults(now, sampleResults([sampleTask()], overrides))).toEqual({
      beforeDate: '2026-02-01T00:00:00.000Z',
      obstacles: [obstacle],
      changes: [],
      gone: [],
    });
  });

  test('are not those that were taken at another load, by another version or with other memory', () => {
    const environment = { loadAverage: 9, memoryBytes: 4e9 };
    const before = sampleResults([sampleTask()], { environment, version: '0.0.9' });
    expect(compareResults(now, before).obstacles).toEqual([]);
  });
});
