import { expect, test } from 'vitest';
import { placeOf, streamNotices, streamWarnings } from '../../src/cli/stream-notices.ts';
import { ProblemLog } from '../../src/replay/input/problem-log.ts';
import { streamProblem } from '../../src/replay/input/stream-problem.ts';

function sampleLog(): ProblemLog {
  const log = new ProblemLog();
  log.add(streamProblem('no-timestamp', 'a', 'the event has no @timestamp', { line: 1 }));
  log.add(streamProblem('missing', 'b', 'no such file', { advice: 'Check the path' }));
  for (let line = 1; line <= 1_200; line++) {
    log.add(streamProblem('invalid-json', 'c', 'not valid JSON', { line }));
  }
  return log;
}

test('a place is a line of a file, or the file', () => {
  expect(placeOf(streamProblem('missing', 'f', ''))).toBe('f');
  expect(placeOf(streamProblem('invalid-json', 'f', '', { line: 3 }))).toBe('f:3');
});

test('one paragraph per kind of problem, what was lost first', () => {
  expect(streamNotices(sampleLog(), false)).toBe(
    'error: b: no such file\n  help: Check the path\n' +
      'error: c:1: not valid JSON (1,200 times; first at c:1, c:2, c:3, c:4, c:5)\n' +
      'notice: a:1: the event has no @timestamp\n',
  );
});

test('what was lost only', () => {
  expect(streamNotices(sampleLog(), true)).not.toContain('notice:');
  expect(streamNotices(sampleLog(), true)).toContain('error: b:');
});

test('the same for the run file', () => {
  expect(streamWarnings(sampleLog())).toEqual([
    { code: 'missing', message: 'no such file', advice: 'Check the path', count: 1, places: ['b'] },
    {
      code: 'invalid-json',
      message: 'not valid JSON',
      count: 1_200,
      places: ['c:1', 'c:2', 'c:3', 'c:4', 'c:5'],
    },
    { code: 'no-timestamp', message: 'the event has no @timestamp', count: 1, places: ['a:1'] },
  ]);
});

test('no part of it holds a control character', () => {
  const log = new ProblemLog();
  log.add(streamProblem('utf-16', 'a\u001b[2Jb', 'bad\r', { advice: 'iconv a\u001b[2Jb\n' }));
  expect(streamNotices(log, false)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(streamNotices(log, false).match(/\n/g)).toHaveLength(2);
});
