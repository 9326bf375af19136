import { describe, expect, it } from 'vitest';
import { ProblemLog } from '../../../src/replay/input/problem-log.ts';
import { streamProblem } from '../../../src/replay/input/stream-problem.ts';

describe('ProblemLog', () => {
  it('counts per code and keeps the first places only', () => {
    const log = new ProblemLog();
    for (let line = 1; line <= 1000; line++) log.add(streamProblem('invalid-json', 'a', 'broken', { line }));
    const [entry, ...others] = log.counts();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ code: 'invalid-json', severity: 'lost', count: 1000 });
    expect(entry!.first.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  it('names what was lost before notices', () => {
    const log = new ProblemLog();
    log.add(streamProblem('no-category', 'a', 'none'));
    log.add(streamProblem('missing', 'b', 'gone'));
    log.add(streamProblem('invalid-json', 'c', 'broken'));
    expect(log.counts().map(({ code }) => code)).toEqual(['missing', 'invalid-json', 'no-category']);
  });

  it('totals by severity', () => {
    const log = new ProblemLog();
    expect(log.total('lost')).toBe(0);
    for (const code of ['missing', 'missing', 'wide-integer'] as const)
      log.add(streamProblem(code, 'a', 'x'));
    expect([log.total('lost'), log.total('notice')]).toEqual([2, 1]);
  });

  it('adds what another log counted', () => {
    const log = new ProblemLog(2);
    log.add(streamProblem('missing', 'a', 'gone'));
    const other = new ProblemLog(2);
    for (const file of ['b', 'c', 'd']) other.add(streamProblem('missing', file, 'gone'));
    other.add(streamProblem('wide-integer', 'b', 'x'));
    log.addCounts(other.counts());
    expect(log.counts()).toMatchObject([
      { code: 'missing', count: 4, first: [{ file: 'a' }, { file: 'b' }] },
      { code: 'wide-integer', count: 1 },
    ]);
  });
});
