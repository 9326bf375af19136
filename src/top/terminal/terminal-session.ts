import type { Key } from '../model/key.ts';
import { ENTER_SCREEN, LEAVE_SCREEN } from './escape-codes.ts';
import { KeyInput } from './key-input.ts';
import type { TopSignal, TopTerminal } from './top-terminal.ts';

/** What the owner of a session is told. */
export interface SessionEvents {
  onKey(key: Key): void;
  /** The screen is another size, or was somebody else's for a while: all of it must be drawn. */
  onLost(): void;
}

/** Signals that end a process unless it says otherwise. */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies TopSignal[];

/**
 * The terminal while the view has it: alternate screen, no cursor, keys one by one. Whatever ends the view or the
 * process, the terminal is left as it was found; stopping and going on (Ctrl-Z, `fg`) does the same on the way.
 */
export class TerminalSession {
  readonly #terminal: TopTerminal;
  readonly #events: SessionEvents;
  readonly #keys: KeyInput | null;
  #open = false;
  #onScreen = false;
  /** The far end is gone: there is nobody to write to. */
  #isBroken = false;

  constructor(terminal: TopTerminal, events: SessionEvents) {
    this.#terminal = terminal;
    this.#events = events;
    this.#keys = terminal.input === null ? null : new KeyInput(terminal.input, (key) => events.onKey(key));
  }

  /** Takes the terminal. */
  open(): void {
    const { output, process } = this.#terminal;
    this.#open = true;
    output.on('resize', this.#lost);
    output.on('error', this.#broken);
    process.on('exit', this.#leave);
    process.on('uncaughtExceptionMonitor', this.#leave);
    process.on('SIGTSTP', this.#stopped);
    process.on('SIGCONT', this.#continued);
    for (const signal of ENDING_SIGNALS) process.prependListener(signal, this.#ending[signal]);
    this.#enter();
  }

  /** Gives the terminal back. May be called more than once. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#leave();
    const { output, process } = this.#terminal;
    output.removeListener('resize', this.#lost);
    output.removeListener('error', this.#broken);
    process.removeListener('exit', this.#leave);
    process.removeListener('uncaughtExceptionMonitor', this.#leave);
    process.removeListener('SIGTSTP', this.#stopped);
    process.removeListener('SIGCONT', this.#continued);
    for (const signal of ENDING_SIGNALS) process.removeListener(signal, this.#ending[signal]);
  }

  /** Whether the view is what one sees: not while the process is stopped, and not after the end. */
  get isOnScreen(): boolean {
    return this.#onScreen;
  }

  /** Writes to the screen. @returns false where the terminal is behind: `drain` follows */
  write(text: string): boolean {
    return this.#isBroken || text === '' || this.#terminal.output.write(text);
  }

  /** Gives the terminal to the shell until the process goes on, as Ctrl-Z does in programs that read no keys. */
  suspend(): void {
    if (!this.#onScreen) return;
    const { process, stopGroup } = this.#terminal;
    this.#leave();
    // Without a listener the signal does what it does by default.
    process.removeListener('SIGTSTP', this.#stopped);
    stopGroup();
    process.on('SIGTSTP', this.#stopped);
    this.#enter();
    this.#events.onLost();
  }

  readonly #enter = (): void => {
    this.#onScreen = true;
    this.write(ENTER_SCREEN);
    this.#keys?.start();
  };

  readonly #leave = (): void => {
    if (!this.#onScreen) return;
    this.#onScreen = false;
    this.#keys?.stop();
    this.write(LEAVE_SCREEN);
  };

  /** After a stop that could not be seen coming (SIGSTOP) the shell has used the terminal in between. */
  readonly #continued = (): void => {
    if (!this.#onScreen) return;
    this.#keys?.stop();
    this.#enter();
    this.#events.onLost();
  };

  readonly #stopped = (): void => this.suspend();

  readonly #lost = (): void => this.#events.onLost();

  readonly #broken = (): void => {
    this.#isBroken = true;
  };

  /** By signal. */
  readonly #ending: Readonly<Record<(typeof ENDING_SIGNALS)[number], () => void>> = {
    SIGINT: () => this.#endBy('SIGINT'),
    SIGTERM: () => this.#endBy('SIGTERM'),
    SIGHUP: () => this.#endBy('SIGHUP'),
  };

  /** Somebody else may have an orderly end in mind; where nobody has, the signal does what it does by default. */
  #endBy(signal: (typeof ENDING_SIGNALS)[number]): void {
    const { process } = this.#terminal;
    if (process.listenerCount(signal) > 1) return;
    this.close();
    process.kill(process.pid, signal);
  }
}
