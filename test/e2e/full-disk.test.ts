import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVENTS_FILE } from '../fixtures/fixture-files.ts';
import { eventLines } from './support/event-line.ts';
import { readAlerts, readRun } from './support/replay-folder.ts';
import { PROGRAM, runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

/** A device that takes nothing: every write fails as on a full disk. Linux has it. */
const FULL = '/dev/full';

describe.skipIf(!existsSync(FULL))('on a full disk', () => {
  /** A folder where `full.json`, `full.csv` and `full.ndjson` cannot be written. */
  function fullFolder(): string {
    const folder = workFolder();
    for (const name of ['full.json', 'full.csv', 'full.ndjson']) symlinkSync(FULL, join(folder, name));
    return folder;
  }

  test.concurrent('a dump that fails is said in a line; other outputs are written', async () => {
    const folder = fullFolder();
    const outputs = [
      '--dump',
      'full.json',
      '--dump',
      'full.csv',
      '--dump',
      'run.json',
      '--alerts',
      'alerts.out',
    ];
    const { code, stderr } = await runProgram(['replay', EVENTS_FILE, '-q', ...outputs], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: could not write full\.json: ENOSPC[^\n]+\nerror: could not write full\.csv: ENOSPC[^\n]+\n$/,
    );
    expect(readRun(folder).alerts.count).toBe(659);
    expect(readAlerts(folder)).toHaveLength(659);
  });

  test.concurrent('alerts that fail are said in a line and in the report, which is complete', async () => {
    const folder = fullFolder();
    const outputs = ['--alerts', 'full.ndjson', '--dump', 'run.json'];
    const { code, stderr } = await runProgram(['replay', EVENTS_FILE, '-q', ...outputs], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: could not write alerts to full\.ndjson: ENOSPC[^\n]+\n$/);
    const run = readRun(folder);
    expect(run.stream.events).toBe(4_000);
    expect(run.alerts.count).toBe(659);
    expect(run.warnings.map((warning) => warning.code)).toContain('alerts-incomplete');
  });

  test.concurrent('convert says which file', async () => {
    const args = ['convert', EVENTS_FILE, '-o', 'full.ndjson'];
    const { code, stderr } = await runProgram(args, { cwd: fullFolder() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: could not write to full\.ndjson: ENOSPC[^\n]+\n$/);
  });

  test.each([
    'replay e.ndjson -q --alerts -',
    'replay e.ndjson -q --dump -',
    'replay e.ndjson',
    'convert e.ndjson',
    'check',
  ])('%s > /dev/full', (command) => {
    const folder = workFolder({ 'e.ndjson': eventLines(3), 'rules/every-event.eql': 'any where true' });
    const script = `"$0" "$1" ${command} > ${FULL}`;
    const shell = spawnSync('sh', ['-c', script, process.execPath, PROGRAM], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(shell.status).toBe(1);
    expect(shell.stderr).toMatch(/^error: could not write [^\n]*standard output[^\n]+ENOSPC[^\n]+$/m);
    expect(shell.stderr).not.toMatch(/^ +at /m);
  });
});
