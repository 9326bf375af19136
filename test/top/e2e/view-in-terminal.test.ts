import { afterEach, describe, expect, test } from 'vitest';
import { driverCommand, PtyProgram } from '../support/pty-program.ts';

const running: PtyProgram[] = [];

function start(command: string[], columns = 80, rows = 24): PtyProgram {
  const program = new PtyProgram(command, columns, rows);
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

describe('the view in a real terminal', { timeout: 240_000 }, () => {
  test('shows a replay, answers keys and sizes, and leaves the terminal as it was', async () => {
    const program = start(driverCommand());
    await program.until(/ {2}running\n/);
    await program.until(/ (\d+) of \1 rules/);
    program.type('1');
    await program.until(/filter Lua {2}\d+ of \d+ rules/);
    program.type('0');
    program.resize(40, 10);
    await program.until(/^kestrel-perf top {17}running\n/);
    expect(await program.lines()).toHaveLength(10);
    program.resize(200, 60);
    await program.until('Last Hit');
    program.type('p');
    await program.until('FROZEN');
    program.type('q');
    await program.until(/report: \d+ events/);
    expect(await program.exitCode).toMatchObject({ exitCode: 0 });
    expect(await program.isNormal()).toBe(true);
  });

  test('keeps the final figures until a key', async () => {
    const program = start(driverCommand({ passes: 1, pauseMs: 0 }));
    const text = await program.until('q closes and prints the report');
    expect(text).toContain('100.0 %');
    expect(text).toContain('4,000 events');
    program.type('x');
    await program.until('report: 4000 events');
    expect(await program.isNormal()).toBe(true);
  });

  test('kill -TERM leaves the terminal as it was', async () => {
    const program = start(driverCommand());
    await program.until(/ {2}running\n/);
    process.kill(program.pty.pid, 'SIGTERM');
    await program.exitCode;
    expect(await program.isNormal()).toBe(true);
  });

  test('a crash leaves the terminal as it was, with the error on it', async () => {
    const program = start(driverCommand({ crashAfterBatches: 10 }));
    await program.until('crashed on purpose');
    expect(await program.exitCode).toMatchObject({ exitCode: 1 });
    expect(await program.isNormal()).toBe(true);
  });

  test('Ctrl-Z goes to the shell, fg comes back', async () => {
    const program = start(['bash', '--norc', '--noprofile', '-i']);
    const quoted = driverCommand().map((part) => `'${part}'`);
    program.type(`${quoted.join(' ')}\r`);
    await program.until(/ {2}running\n/);
    program.type('\u001a');
    await program.until('Stopped');
    expect(await program.isNormal()).toBe(true);
    program.type('fg\r');
    await program.until(/^kestrel-perf top .*running\n/);
    expect(await program.isNormal()).toBe(false);
    program.type('j');
    await program.until(/^> {3}2 /m);
    program.type('q');
    await program.until(/report: \d+ events/);
    expect(await program.isNormal()).toBe(true);
    program.type('exit\r');
    await program.exitCode;
  });

  test('reads keys from the terminal while events come through a pipe', async () => {
    const quoted = driverCommand().map((part) => `'${part}'`);
    const program = start(['bash', '-c', `sleep 60 | ${quoted.join(' ')}`]);
    await program.until(/ {2}running\n/);
    program.type('1');
    await program.until('filter Lua');
    program.type('q');
    await program.until(/report: \d+ events/);
    expect(await program.isNormal()).toBe(true);
  });
});
