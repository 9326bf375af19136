import { expect, test } from 'vitest';
import { eventLine, eventLines } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const BROKEN = `${eventLines(3)}broken\n${eventLine(4)}also broken\n`;

test.concurrent('--strict stops at the first thing lost, and reports what was done', async () => {
  const { code, stderr, run, alertedEvents } = await replayFolder({ 'e.ndjson': BROKEN }, [
    'e.ndjson',
    '--strict',
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('error: e.ndjson:4: not valid JSON');
  expect(stderr).toContain('the run was stopped by --strict after 3 events');
  expect(alertedEvents).toEqual([1, 2, 3]);
  expect(run.warnings).toContainEqual(expect.objectContaining({ code: 'invalid-json', count: 1 }));
  expect(run.warnings.map((warning) => warning.code)).toContain('run-stopped');
});

test.concurrent('--strict reads nothing when an input is missing', async () => {
  const files = { 'e.ndjson': eventLines(3) };
  const { code, run, alertedEvents } = await replayFolder(files, ['e.ndjson', 'gone.ndjson', '--strict']);
  expect(code).toBe(1);
  expect(alertedEvents).toEqual([]);
  expect(run.warnings.map((warning) => warning.code)).toEqual(
    expect.arrayContaining(['missing', 'run-stopped']),
  );
});

test.concurrent('--strict does not mind notices', async () => {
  const files = { 'e.ndjson': eventLine(1, { '@timestamp': undefined }) + eventLine(2) };
  const { code, alertedEvents } = await replayFolder(files, ['e.ndjson', '--strict']);
  expect(code).toBe(0);
  expect(alertedEvents).toEqual([1, 2]);
});

test.concurrent('convert --strict stops there too', async () => {
  const folder = workFolder({ 'e.ndjson': BROKEN });
  const { code, stdout } = await runProgram(['convert', 'e.ndjson', '--strict'], { cwd: folder });
  expect(code).toBe(1);
  expect(stdout.split('\n')).toHaveLength(4);
});
