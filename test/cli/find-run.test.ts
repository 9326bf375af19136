import { expect, test } from 'vitest';
import { severalRuns } from '../../src/cli/find-run.ts';

const run = (pid: number, title: string, path = `/run/${pid}.sock`) => ({
  path,
  pid,
  title,
  startedAt: new Date('2024-05-01T10:00:00Z'),
});

test('runs of several processes are told apart by process', () => {
  const { message } = severalRuns([run(11, 'a'), run(12, 'b')], 'kestrel-perf top');
  expect(message).toBe(
    'several replays are running: say which process, as in kestrel-perf top 11\n' +
      '  pid 11  since 10:00:00 UTC  a\n  pid 12  since 10:00:00 UTC  b',
  );
});

test('runs of one process, which its number cannot tell apart, are told by their sockets', () => {
  const { message } = severalRuns([run(11, 'a'), run(11, 'b', '/run/11-2.sock')], '--pid');
  expect(message).toContain(
    'process 11 serves several runs: choose one with kestrel-perf top 11 on a terminal',
  );
  expect(message).toContain('curl --unix-socket /run/11.sock http://localhost/snapshot.json');
  expect(message).not.toContain('--pid');
});
