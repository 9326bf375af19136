import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventLine } from './support/event-line.ts';
import { readAlerts, readRun } from './support/replay-folder.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const MEBIBYTE = 1024 * 1024;
const PEAK_MEMORY_PROBE = new URL('./support/report-peak-memory.mjs', import.meta.url).href;

/** A recording whose second line is one event of more than 100 MiB. */
function writeRecording(path: string): void {
  const file = openSync(path, 'w');
  writeSync(file, `${eventLine(1)}{"@timestamp":"2024-05-01T10:00:00Z","message":"`);
  for (let written = 0; written < 100; written++) writeSync(file, 'x'.repeat(MEBIBYTE));
  writeSync(file, `"}\n${eventLine(3)}`);
  closeSync(file);
}

test.concurrent('a line of 100 MB is skipped without being held in memory', async () => {
  const folder = workFolder({ 'rules/every-event.eql': 'any where true' });
  writeRecording(join(folder, 'events.ndjson'));
  const outputs = ['--dump', 'run.json', '--alerts', 'alerts.out'];
  const { code, stderr } = await runProgram(['replay', 'events.ndjson', ...outputs], {
    cwd: folder,
    nodeArgs: ['--import', PEAK_MEMORY_PROBE],
    env: { PEAK_MEMORY_FILE: join(folder, 'peak-memory') },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: events\.ndjson:2: the line is \d+ bytes long/m);
  const { warnings } = readRun(folder);
  expect(warnings).toContainEqual(
    expect.objectContaining({ code: 'line-too-long', places: ['events.ndjson:2'] }),
  );
  expect(readAlerts(folder)).toHaveLength(2);
  const peakBytes = Number(readFileSync(join(folder, 'peak-memory'), 'utf8')) * 1024;
  expect(peakBytes).toBeGreaterThan(0);
  expect(peakBytes).toBeLessThan(400 * MEBIBYTE);
});

test.concurrent('--max-line-bytes moves the limit', async () => {
  const folder = workFolder({ 'e.ndjson': eventLine(1) + eventLine(2, { message: 'x'.repeat(500) }) });
  const args = ['replay', 'e.ndjson', '--dump', 'run.json', '-q', '--max-line-bytes'];
  expect((await runProgram([...args, '400'], { cwd: folder })).code).toBe(1);
  expect(readRun(folder).stream.events).toBe(1);
  expect((await runProgram([...args, '800'], { cwd: folder })).code).toBe(0);
  expect(readRun(folder).stream.events).toBe(2);
});
