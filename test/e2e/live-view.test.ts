import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { PtyProgram } from '../top/support/pty-program.ts';
import { finish, PROGRAM, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const running: PtyProgram[] = [];

/** The program in a terminal, over the bundled stream again and again, so that there is time to press keys. */
function replayInTerminal(
  passes: number,
  args: readonly string[] = [],
  cwd = workFolder(),
  env: Readonly<Record<string, string>> = {},
): PtyProgram {
  return inTerminal([process.execPath, PROGRAM, ...replayArgs(passes, args)], cwd, env);
}

function replayArgs(passes: number, args: readonly string[]): string[] {
  const events = new Array<string>(passes).fill(EVENTS_FILE);
  return ['replay', ...events, '--rules', join(RULES_FOLDER, 'windows'), ...args];
}

function inTerminal(command: string[], cwd: string, env: Readonly<Record<string, string>> = {}): PtyProgram {
  const program = new PtyProgram(command, 100, 30, cwd, env);
  running.push(program);
  return program;
}

/** As the plain view writes them. */
const PROGRESS_LINE = /^[\d,]+ events, [\d,]+ events\/s, .*$/gm;

/** Resolves when so many lines of progress have come. */
function linesFrom({ stderr }: ReturnType<typeof startProgram>, count: number): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    stderr.on('data', (chunk: Buffer | string) => {
      text += chunk;
      if ((text.match(PROGRESS_LINE) ?? []).length >= count) resolve();
    });
  });
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

describe('the live view of replay', { timeout: 240_000 }, () => {
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

  test.each([
    ['to a file', ['--dump', 'run.json']],
    ['with alerts', ['--alerts', '-']],
  ])('stdout that is no terminal (%s): a plain line every interval, no escapes', async (_, args) => {
    const child = startProgram(replayArgs(400, [...args, '--interval', '1']), { cwd: workFolder() });
    const ended = finish(child);
    await linesFrom(child, 2);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr.match(PROGRESS_LINE)!.length).toBeGreaterThanOrEqual(2);
    expect(stderr).not.toContain('\u001b');
    expect(stdout).not.toMatch(PROGRESS_LINE);
  });

  test('a pipe from a terminal gets its lines there, too, and --no-top the bar', async () => {
    const piped = (args: readonly string[]) => {
      const program = [process.execPath, PROGRAM, ...replayArgs(400, args)].map((part) => `'${part}'`);
      return inTerminal(['/bin/sh', '-c', `${program.join(' ')} | cat`], workFolder());
    };
    const lines = piped(['--interval', '1']);
    await lines.until(/events\/s, .*\n.*events\/s, /);
    lines.type('\u0003');
    await lines.exitCode;
    const bar = piped(['--no-top']);
    await bar.until(/█.* \d+% \| [\d,]+ events \| /);
    bar.type('\u0003');
    await bar.exitCode;
  });

  test.each([
    ['a short run', []],
    ['--quiet', ['--quiet']],
  ])('%s leaves no line', async (_, args) => {
    const { code, stderr } = await finish(
      startProgram(replayArgs(1, [...args, '--limit', '10', '--interval', '5']), { cwd: workFolder() }),
    );
    expect(code).toBe(0);
    expect(stderr).not.toMatch(PROGRESS_LINE);
  });

  test('one rule: what it did wrong while it runs, its hot lines at the end', async () => {
    // Repeated, so that every machine takes samples enough of it.
    const slow = new Array<string>(10)
      .fill('process.command_line regex~ ".*a.*b.*c.*d.*e.*f.*"')
      .join(' or ');
    const pack = workFolder({
      'throws.lua': 'function pred_eval(event)\n  error("on purpose")\nend\n',
      'slow.eql': `process where ${slow}`,
    });
    const events = new Array<string>(30).fill(EVENTS_FILE);
    const args = ['replay', ...events, '-r', pack, '--max-faults', '1000000000'];
    const program = inTerminal([process.execPath, PROGRAM, ...args], pack);
    await program.until('throws');
    program.type('/throws\r\r');
    await program.until(/It had [\d,]+ faults \(error\) and went on, the first at event 1: .*on purpose/);
    await program.until(/ done$/m);
    program.type('q/\u0015slow\r\rG');
    await program.until(/\d\d\.\d % +1 \| process where/);
    program.type('qq');
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });
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
