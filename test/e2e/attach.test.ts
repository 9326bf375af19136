import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { findRuns } from '../../src/serve/client/find-runs.ts';
import { RemoteSource } from '../../src/serve/client/remote-source.ts';
import { EVENTS_FILE, RULES_FOLDER } from '../fixtures/fixture-files.ts';
import { PtyProgram } from '../top/support/pty-program.ts';
import { finish, PROGRAM, runProgram, startProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const RULES = ['--rules', join(RULES_FOLDER, 'windows')];
const started: ChildProcessWithoutNullStreams[] = [];
const terminals: PtyProgram[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const { pty } of terminals.splice(0)) {
    try {
      pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
  }
});

/** A runtime folder of the test's own. */
function runtime(): Record<string, string> {
  const folder = workFolder();
  mkdirSync(join(folder, 'run'), { mode: 0o700 });
  return { XDG_RUNTIME_DIR: join(folder, 'run') };
}

/** A replay that waits for more events, once it has read those of the bundled stream. */
async function openReplay(env: Record<string, string>, args: readonly string[] = []) {
  const cwd = workFolder();
  const child = startProgram(['replay', '-', '-q', ...RULES, ...args], { cwd, env });
  started.push(child);
  const ended = finish(child);
  child.stdin.write(readFileSync(EVENTS_FILE));
  const run = await vi.waitFor(
    async () => {
      const found = (await findRuns({ env })).runs.find(({ pid }) => pid === child.pid);
      if (found === undefined) throw new Error('the replay is not served yet');
      return found;
    },
    { timeout: 30_000, interval: 50 },
  );
  return { child, cwd, ended, run };
}

function inTerminal(args: readonly string[], env: Record<string, string>, cwd = workFolder()): PtyProgram {
  const program = new PtyProgram([process.execPath, PROGRAM, ...args], 100, 30, cwd, env);
  terminals.push(program);
  return program;
}

describe('viewers', { timeout: 180_000 }, () => {
  test('100 of them, one after the other, leave alerts and descriptors as they were', async () => {
    const env = runtime();
    const alerts = ['--alerts', 'alerts.out'];
    const unwatched = workFolder();
    const input = readFileSync(EVENTS_FILE);
    const { code } = await runProgram(['replay', '-', '-q', '--no-serve', ...RULES, ...alerts], {
      cwd: unwatched,
      env,
      input: Buffer.concat([input, input]),
    });
    expect(code).toBe(0);

    const { child, cwd, ended, run } = await openReplay(env, alerts);
    const descriptors = (): number => readdirSync(`/proc/${child.pid}/fd`).length;
    const isLinux = process.platform === 'linux';
    const watch = async (): Promise<void> => {
      const source = await RemoteSource.attach(run.path);
      expect(source.rules.length).toBeGreaterThan(5);
      source.detach();
    };
    await watch();
    const before = isLinux ? descriptors() : 0;
    for (let viewer = 0; viewer < 100; viewer++) {
      // The second half of the stream comes in while they come and go.
      const from = Math.floor((input.length * viewer) / 100);
      child.stdin.write(input.subarray(from, Math.floor((input.length * (viewer + 1)) / 100)));
      await watch();
    }
    // One for each viewer would be 100; the replay itself may open one or two meanwhile.
    if (isLinux) await vi.waitFor(() => expect(descriptors()).toBeLessThan(before + 10), { timeout: 10_000 });
    child.stdin.end();
    expect(await ended).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'alerts.out'))).toEqual(readFileSync(join(unwatched, 'alerts.out')));
    expect(existsSync(run.path)).toBe(false);
  });

  test('several at a time see the same end', async () => {
    const { child, ended, run } = await openReplay(runtime());
    const sources = await Promise.all(Array.from({ length: 5 }, () => RemoteSource.attach(run.path)));
    child.stdin.end();
    const ends = await Promise.all(sources.map((source) => source.ended));
    expect(ends).toEqual(Array.from({ length: 5 }, () => ({ isOver: true, message: undefined })));
    for (const source of sources) {
      expect(source.read().progress).toMatchObject({ state: 'done', events: 4_000 });
    }
    expect((await ended).code).toBe(0);
  });
});

describe('top', { timeout: 180_000 }, () => {
  test('attaches, writes a dump, and q leaves the replay running', async () => {
    const env = runtime();
    const { child, ended } = await openReplay(env);
    const cwd = workFolder();
    const program = inTerminal(['top'], env, cwd);
    await program.until(/^kestrel-perf top .*running/);
    await program.until('lua-script-001');
    program.type('w');
    await program.until(/wrote kestrel-perf-\d+T\d+Z\.json/);
    program.type('q');
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });
    expect(await program.isNormal()).toBe(true);
    const [file] = readdirSync(cwd);
    const dumped = parseRun(readFileSync(join(cwd, file!), 'utf8'), file!);
    expect(dumped.warnings.map(({ code }) => code)).toContain('snapshot');
    expect(child.exitCode).toBeNull();
    child.stdin.end();
    expect((await ended).code).toBe(0);
  });

  test('says so when the replay is killed, and leaves the terminal as it was', async () => {
    const env = runtime();
    const { child, run } = await openReplay(env);
    const program = inTerminal(['top', String(child.pid)], env);
    await program.until('lua-script-001');
    child.kill('SIGKILL');
    const text = await program.until('the replay is gone');
    expect(text).toContain('lua-script-001');
    expect(text).toMatch(/^kestrel-perf top .*GONE/);
    program.type('q');
    expect(await program.exitCode).toMatchObject({ exitCode: 1 });
    expect(await program.isNormal()).toBe(true);
    // Whoever looks next finds that nobody listens there.
    expect(existsSync(run.path)).toBe(true);
    const { code, stderr } = await runProgram(['top'], { env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: no replay is running; .*\n$/),
    });
    expect(existsSync(run.path)).toBe(false);
  });

  test('stays with the last figures when the replay ends, or goes away with --exit', async () => {
    const env = runtime();
    const { child } = await openReplay(env);
    const staying = inTerminal(['top'], env);
    const leaving = inTerminal(['top', '--exit'], env);
    await Promise.all([staying.until('lua-script-001'), leaving.until('lua-script-001')]);
    child.stdin.end();
    expect(await leaving.exitCode).toMatchObject({ exitCode: 0 });
    await staying.until('the replay is over');
    staying.type('q');
    expect(await staying.exitCode).toMatchObject({ exitCode: 0 });
    expect(await staying.isNormal()).toBe(true);
  });

  test('of several, the reader chooses; without a terminal they are listed', async () => {
    const env = runtime();
    const first = await openReplay(env);
    const second = await openReplay(env);
    const program = inTerminal(['top'], env);
    await program.until(`2  pid ${second.child.pid}`);
    program.type('7\r');
    await program.until(/which one \(1 to 2\)\? 7\s+which one/);
    program.type('2\r');
    await program.until('lua-script-001');
    first.child.kill('SIGKILL');
    program.type('r');
    expect(await program.until('lua-script-001')).not.toContain('gone');
    program.type('q');
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });

    const third = await openReplay(env);
    const { code, stderr } = await runProgram(['top'], { env });
    expect(code).toBe(2);
    for (const { child } of [second, third]) expect(stderr).toContain(`pid ${child.pid}`);
    const unknown = await runProgram(['top', '1'], { env });
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no replay runs in process 1'),
    });
  });

  test('of several runs of one process the reader chooses, too', async () => {
    const env = runtime();
    const serve = new URL('../../dist/index.js', import.meta.url).href;
    const script = `
      const { Detector, loadPack } = await import(${JSON.stringify(serve)});
      const pack = await loadPack([${JSON.stringify(join(RULES_FOLDER, 'windows'))}]);
      for (const title of ['detector one', 'detector two']) {
        const detector = await Detector.open({ pack, onAlert: () => {}, title });
        await detector.serve();
      }
      setInterval(() => {}, 60_000);`;
    const service = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, ...env },
    });
    started.push(service);
    await vi.waitFor(async () => expect((await findRuns({ env })).runs).toHaveLength(2), { timeout: 60_000 });
    const program = inTerminal(['top', String(service.pid)], env);
    await program.until(/2 {2}pid \d+ .*detector two/);
    program.type('2\r');
    await program.until('lua-script-001');
    program.type('q');
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });
    const dump = await runProgram(['--dump', '-', '--pid', String(service.pid)], { env });
    expect(dump).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--unix-socket') });
  });

  test('without a terminal it writes lines', async () => {
    const env = runtime();
    const { child } = await openReplay(env);
    const viewer = startProgram(['top', '--interval', '1'], { env });
    started.push(viewer);
    const outcome = finish(viewer);
    await new Promise((resolve) => viewer.stdout.once('data', resolve));
    child.stdin.end();
    const { code, stdout } = await outcome;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\d,]+ events, .*\n/);
    expect(stdout).toContain('4,000 events, ');
    expect(stdout).toMatch(/the replay is over\n$/);
  });
});

describe('--dump without a command', { timeout: 180_000 }, () => {
  test('is of the running replay, then of the last one', async () => {
    const env = runtime();
    const none = await runProgram(['--dump', '-'], { env });
    expect(none).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('none has finished') });

    const { child, ended } = await openReplay(env);
    await vi.waitFor(
      async () => {
        const running = await runProgram(['--dump', '-'], { env });
        expect(running.stderr).toContain(`in process ${child.pid}: a snapshot, as it goes on`);
        const run = parseRun(running.stdout, 'the snapshot');
        // As of the last whole batch: the replay waits for the rest of the next.
        expect(run.stream.events).toBeGreaterThan(1_000);
        expect(run.warnings.map(({ code }) => code)).toContain('snapshot');
      },
      { timeout: 60_000 },
    );
    child.stdin.end();
    await ended;

    const cwd = workFolder();
    const last = await runProgram(['--dump', 'last.csv'], { env, cwd });
    expect(last).toMatchObject({ code: 0, stderr: expect.stringContaining('the last one') });
    expect(readFileSync(join(cwd, 'last.csv'), 'utf8')).toContain('lua-script-001');
    const whole = await runProgram(['--dump', '-'], { env });
    expect(parseRun(whole.stdout, 'the last run').warnings.map(({ code }) => code)).not.toContain('snapshot');
  });

  test('of several it wants to know which', async () => {
    const env = runtime();
    const first = await openReplay(env);
    const second = await openReplay(env);
    const unclear = await runProgram(['--dump', '-'], { env });
    expect(unclear).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--pid') });
    for (const { child } of [first, second]) expect(unclear.stderr).toContain(`pid ${child.pid}`);
    const chosen = await runProgram(['--dump', '-', '--pid', String(second.child.pid)], { env });
    expect(chosen).toMatchObject({ code: 0, stderr: expect.stringContaining(`process ${second.child.pid}`) });
  });

  test.each([
    [['--dump', 'run.xlsx'], 'unknown extension .xlsx'],
    [['--dump', 'run.cpuprofile'], 'made of samples'],
    [['--pid', 'x'], 'whole number'],
  ])('%s is refused', async (args, expected) => {
    const { code, stderr } = await runProgram(args, { env: runtime() });
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });
});

describe('a replay', () => {
  test('with --no-serve, or without accounting, leaves nothing behind and opens nothing', async () => {
    for (const option of ['--no-serve', '--no-accounting']) {
      const env = runtime();
      const { code } = await runProgram(['replay', EVENTS_FILE, '-q', ...RULES, option], { env });
      expect(code).toBe(0);
      expect(readdirSync(env.XDG_RUNTIME_DIR!)).toEqual([]);
    }
  });

  test('that cannot be served says why, and goes on', async () => {
    const env = runtime();
    mkdirSync(join(env.XDG_RUNTIME_DIR!, 'kestrel-perf'));
    spawnSync('chmod', ['777', join(env.XDG_RUNTIME_DIR!, 'kestrel-perf')]);
    const { code, stderr } = await runProgram(['replay', EVENTS_FILE, '--no-top', ...RULES], { env });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /notice: kestrel-perf top cannot attach to this replay: .* is open to other users/,
    );
    expect(readdirSync(join(env.XDG_RUNTIME_DIR!, 'kestrel-perf'))).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('that %s ends removes its socket', async (signal) => {
    const { child, ended, run } = await openReplay(runtime());
    child.kill(signal);
    await ended;
    expect(existsSync(run.path)).toBe(false);
  });
});
