import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { PtyProgram } from '../top/support/pty-program.ts';
import { PROGRAM } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const running: PtyProgram[] = [];

/** The program in a terminal, over the bundled stream again and again, so that there is time to press keys. */
function replayInTerminal(
  passes: number,
  args: readonly string[] = [],
  cwd = workFolder(),
  env: Readonly<Record<string, string>> = {},
): PtyProgram {
  const events = new Array<string>(passes).fill(EVENTS_FILE);
  const rules = join(RULES_FOLDER, 'windows');
  const command = [process.execPath, PROGRAM, 'replay', ...events, '--rules', rules, ...args];
  const program = new PtyProgram(command, 100, 30, cwd, env);
  running.push(program);
  return program;
}

afterEach(() => {
  for (const { pty } of running.splice(0)) {
    try {
      pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
  }
});

describe('the live view of replay', { timeout: 120_000 }, () => {
  test('q stops the replay, and the report of what was done follows on the normal screen', async () => {
    const program = replayInTerminal(400);
    await program.until(/^kestrel-perf top .*running/);
    await program.until('lua-script-001');
    program.type('q');
    await program.until(/events, \d+ rules, [\d,]+ alerts in /);
    expect(await program.exitCode).toMatchObject({ exitCode: 130 });
    expect(await program.isNormal()).toBe(true);
  });

  test('w writes a dump of a replay that goes on, which says so', async () => {
    const cwd = workFolder();
    const program = replayInTerminal(400, [], cwd);
    await program.until('lua-script-001');
    program.type('w');
    await program.until(/wrote kestrel-perf-\d+T\d+Z\.json/);
    program.type('q');
    await program.exitCode;
    const [file] = readdirSync(cwd);
    const run = parseRun(readFileSync(join(cwd, file!), 'utf8'), file!);
    expect(run.stream.events).toBeGreaterThan(0);
    expect(run.warnings.map(({ code }) => code)).toContain('snapshot');
    expect(run.rules.some(({ cpu_time_ns }) => cpu_time_ns > 0)).toBe(true);
  });

  test('the final figures stay until a key; then the report follows', async () => {
    const program = replayInTerminal(1);
    await program.until('q closes and prints the report');
    program.type('q');
    await program.until('4,000 events, ');
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });
    expect(await program.isNormal()).toBe(true);
  });

  test('a dumb terminal gets plain lines', async () => {
    const program = replayInTerminal(400, [], workFolder(), { TERM: 'dumb' });
    const text = await program.until(/\d+ events.*\n.*\d+ events/);
    expect(text).not.toContain('q quit');
    program.type('\u0003');
    await program.until(/events, \d+ rules, [\d,]+ alerts in /);
    expect(await program.exitCode).toMatchObject({ exitCode: 130 });
  });

  test('--exit waits for no key, --no-top has no view', async () => {
    for (const option of ['--exit', '--no-top']) {
      const program = replayInTerminal(1, [option]);
      await program.until('4,000 events, ');
      expect(await program.exitCode).toMatchObject({ exitCode: 0 });
      expect(await program.isNormal()).toBe(true);
    }
  });
});
