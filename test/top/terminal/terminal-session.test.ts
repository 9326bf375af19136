import { describe, expect, test, vi } from 'vitest';
import { TerminalSession } from '../../../src/top/terminal/terminal-session.ts';
import type { TopTerminal } from '../../../src/top/terminal/top-terminal.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';

function open() {
  const terminal = new FakeTerminal(80, 24);
  const keys: string[] = [];
  const onLost = vi.fn();
  const session = new TerminalSession(terminal, { onKey: (key) => keys.push(key), onLost });
  session.open();
  return { terminal, session, keys, onLost };
}

describe('TerminalSession', () => {
  test('takes the terminal and gives it back as it was', async () => {
    const { terminal, session } = open();
    session.write('frame');
    expect(await terminal.isAsBefore()).toBe(false);
    session.close();
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test('leaves no listener behind', () => {
    const { terminal, session } = open();
    session.close();
    for (const emitter of [terminal.output, terminal.process]) expect(emitter.eventNames()).toEqual([]);
    expect((terminal.input as unknown as NodeJS.EventEmitter).listenerCount('keypress')).toBe(0);
  });

  test.each(['exit', 'uncaughtExceptionMonitor'])('%s of the process gives it back', async (event) => {
    const { terminal } = open();
    terminal.process.emit(event);
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s that nobody else takes ends the process, the terminal first',
    async (signal) => {
      const { terminal } = open();
      terminal.process.emit(signal);
      expect(await terminal.isAsBefore()).toBe(true);
      expect(terminal.process.sent).toEqual([{ pid: 4711, signal }]);
      expect(terminal.process.listenerCount(signal)).toBe(0);
    },
  );

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s that somebody else takes is left to them',
    async (signal) => {
      const terminal = new FakeTerminal(80, 24);
      // Takes itself out when it is told, as process.once does.
      const taken = vi.fn();
      terminal.process.once(signal, taken);
      const session = new TerminalSession(terminal, { onKey: () => {}, onLost: () => {} });
      session.open();
      terminal.process.emit(signal);
      expect(taken).toHaveBeenCalledOnce();
      expect(terminal.process.sent).toEqual([]);
      expect(session.isOnScreen).toBe(true);
      session.close();
    },
  );

  test.each([
    ['Ctrl-Z', ({ session }: ReturnType<typeof open>) => session.suspend()],
    ['kill -TSTP', ({ terminal }: ReturnType<typeof open>) => terminal.process.emit('SIGTSTP')],
  ])('%s gives it to the shell, and going on takes it again', (_, stop) => {
    const opened = open();
    const { terminal, session, onLost } = opened;
    let whileStopped = {};
    terminal.whileStopped = () => {
      const { isRaw, output, process } = terminal;
      // The signal must do what it does by default.
      const listeners = process.listenerCount('SIGTSTP');
      whileStopped = {
        isRaw,
        isCursorHidden: output.isCursorHidden,
        listeners,
        last: output.written.slice(-8),
      };
    };
    stop(opened);
    expect(whileStopped).toEqual({
      isRaw: false,
      isCursorHidden: false,
      listeners: 0,
      last: '\u001b[?1049l',
    });
    expect(session.isOnScreen).toBe(true);
    expect(terminal.isRaw).toBe(true);
    expect(onLost).toHaveBeenCalledOnce();
    expect(terminal.process.listenerCount('SIGTSTP')).toBe(1);
    session.close();
  });

  test('after kill -STOP and -CONT all of it is drawn again', () => {
    const { terminal, session, onLost } = open();
    const before = terminal.output.written.length;
    terminal.process.emit('SIGCONT');
    expect(terminal.output.written.slice(before)).toContain('\u001b[?1049h');
    expect(terminal.isRaw).toBe(true);
    expect(onLost).toHaveBeenCalledOnce();
    session.close();
  });

  test('after the end nothing brings it back', async () => {
    const { terminal, session } = open();
    session.close();
    terminal.process.emit('SIGCONT');
    session.suspend();
    expect(session.isOnScreen).toBe(false);
    expect(await terminal.isAsBefore()).toBe(true);
  });

  test('a terminal that is gone is not written to', () => {
    const { terminal, session } = open();
    terminal.output.emit('error');
    const written = terminal.output.written.length;
    expect(session.write('frame')).toBe(true);
    session.close();
    expect(terminal.output.written).toHaveLength(written);
  });

  test('another size is told', () => {
    const { terminal, session, onLost } = open();
    terminal.output.resize(100, 30);
    expect(onLost).toHaveBeenCalledOnce();
    session.close();
  });

  test('without a keyboard it only shows', async () => {
    const fake = new FakeTerminal(80, 24);
    const terminal: TopTerminal = {
      output: fake.output,
      input: null,
      process: fake.process,
      stopGroup: fake.stopGroup,
      term: fake.term,
    };
    const session = new TerminalSession(terminal, { onKey: () => {}, onLost: () => {} });
    session.open();
    expect(await fake.isAsBefore()).toBe(false);
    session.close();
    expect(await fake.isAsBefore()).toBe(true);
  });

  test('keys are read until the end, one by one however they come', async () => {
    const { terminal, session, keys } = open();
    await terminal.type('jj\u001b[A');
    session.close();
    await terminal.type('k');
    expect(keys).toEqual(['j', 'j', 'up']);
  });
});
