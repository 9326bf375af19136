import { expect, test } from 'vitest';
import { EVENTS_FILE, readExpectedAlerts } from '../fixtures/fixture-files.ts';
import { eventLine, eventLines } from './support/event-line.ts';
import { type AlertLine, readAlerts, readRun, replayFolder } from './support/replay-folder.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const FROM = '2024-03-12T08:00:00Z';
const TO = '2024-03-12T09:00:00+00:00';

function isWithin({ '@timestamp': time }: { readonly '@timestamp': string | null }): boolean {
  const ms = Date.parse(time ?? '');
  return ms >= Date.parse(FROM) && ms < Date.parse(TO);
}

async function demoAlerts(args: readonly string[]): Promise<{ alerts: AlertLine[]; events: number }> {
  const folder = workFolder();
  const outputs = ['-q', '--alerts', 'alerts.out', '--dump', 'run.json'];
  await runProgram(['replay', EVENTS_FILE, ...outputs, ...args], { cwd: folder });
  return { alerts: readAlerts(folder), events: readRun(folder).stream.events };
}

test.concurrent('--since and --until: the alerts of that time, numbered as in the whole stream', async () => {
  const { alerts } = await demoAlerts(['--since', FROM, '--until', TO]);
  expect(alerts.length).toBeGreaterThan(0);
  expect(alerts).toEqual(readExpectedAlerts().filter(isWithin));
});

test.concurrent('--limit: the alerts of so many events', async () => {
  const { alerts, events } = await demoAlerts(['--limit', '700']);
  expect(events).toBe(700);
  expect(alerts).toEqual(readExpectedAlerts().filter((alert) => alert.events[0]! <= 700));
});

test.concurrent('--limit counts the events within the range', async () => {
  const stream = eventLines(20);
  const range = ['--since', '2024-05-01T10:00:05Z', '--until', '2024-05-01T10:00:15Z', '--limit', '3'];
  const { alertedEvents } = await replayFolder({ 'events.ndjson': stream }, ['events.ndjson', ...range]);
  expect(alertedEvents).toEqual([5, 6, 7]);
});

test.concurrent('a range without events is said, and is no success', async () => {
  const args = ['events.ndjson', '--since', '2030-01-01T00:00:00Z'];
  const { code, run, stderr } = await replayFolder({ 'events.ndjson': eventLines(3) }, args);
  expect(code).toBe(1);
  expect(run.warnings.map((warning) => warning.code)).toContain('no-events');
  expect(stderr).toContain('the recording held no events');
});

const PACK = {
  'rules/b-all.eql': 'process where true',
  'rules/a-few.eql': 'process where process.pid < 3',
  'rules/c-none.eql': 'process where process.pid < 0',
};

async function rankedRules(args: readonly string[]): Promise<string[]> {
  const files = { ...PACK, 'events.ndjson': eventLines(9) + eventLine(10) };
  const { stdout } = await replayFolder(files, ['events.ndjson', ...args]);
  return [...stdout.matchAll(/^ *\d+ +([abc]-\w+) /gm)].map((row) => row[1]!);
}

test.concurrent('--sort alerts ranks by alerts, --top-n cuts', async () => {
  expect(await rankedRules(['--sort', 'alerts'])).toEqual(['b-all', 'a-few', 'c-none']);
  expect(await rankedRules(['-s', 'alerts', '-n', '2'])).toEqual(['b-all', 'a-few']);
  expect(await rankedRules(['-s', 'alerts', '--top-n', '0'])).toHaveLength(3);
});

test.concurrent('--filter leaves out rules of other kinds, on screen only', async () => {
  const args = ['events.ndjson', '--filter', 'lua'];
  const { stdout, run } = await replayFolder({ ...PACK, 'events.ndjson': eventLines(2) }, args);
  expect(stdout).not.toMatch(/^ *\d+ +[abc]-\w+ /m);
  expect(run.rules).toHaveLength(3);
  expect(await rankedRules(['--filter', 'eql'])).toHaveLength(3);
});
