import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALERTS_FILE, EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { readAlerts, readRun } from './support/replay-folder.ts';
import { finish, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

test.concurrent.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends the replay in order: exit code %i, report and alerts written', async (signal, code) => {
  const folder = workFolder();
  const outputs = ['--dump', 'run.json', '--alerts', 'alerts.out'];
  const child = startProgram(['replay', '-', ...outputs], { cwd: folder });
  const ended = finish(child);
  // The recording is far longer than a pipe holds, so once all is accepted the replay is under way; stdin
  // stays open, so it cannot end by itself.
  const sent = new Promise<void>((resolve) => child.stdin.write(readFileSync(EVENTS_FILE), () => resolve()));
  await sent;
  child.kill(signal);
  const outcome = await ended;

  expect(outcome.code).toBe(code);
  expect(outcome.stderr).toContain(`the run was stopped by ${signal} after`);
  expect(outcome.stdout).toContain('rules, ');
  const run = readRun(folder);
  expect(run.warnings.map((warning) => warning.code)).toContain('run-stopped');
  expect(run.stream.events).toBeGreaterThan(0);
  const alerts = readAlerts(folder);
  expect(alerts).toHaveLength(run.alerts.count);
  const isSingle = ({ type }: { type: string }) => type === 'EQL';
  const expected = readFileSync(ALERTS_FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const single = alerts.filter(isSingle);
  expect(single).toEqual(expected.filter(isSingle).slice(0, single.length));
  // A sequence is reported when it is certain, which at the stop is earlier than at the end.
  for (const alert of alerts.filter((one) => !isSingle(one))) expect(expected).toContainEqual(alert);
});

test.concurrent('a replay that waits for its first event can be stopped', async () => {
  const folder = workFolder({ 'rules/a.eql': 'any where true' });
  const child = startProgram(['replay', '-', '--dump', 'run.json', '-q'], { cwd: folder });
  const ended = finish(child);
  // Blank lines, more than a pipe holds: accepted means that the replay reads, and has no event yet.
  await new Promise<void>((resolve) => child.stdin.write('\n'.repeat(1_000_000), () => resolve()));
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 130, stdout: '', stderr: '' });
  expect(readRun(folder).stream.events).toBe(0);
});
