import { setTimeout as wait } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { readScreen, type StyledScreen, screenText } from './styled-screen.ts';

/** Loading the program on a busy machine takes its time. */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 20;

/** How large a terminal is. */
export interface TerminalSize {
  readonly widthColumns: number;
  readonly heightRows: number;
}

/** A program in a pseudo terminal, with an emulator at the other end. Whoever starts it ends it. */
export class TerminalProgram {
  readonly #pty: IPty;
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  readonly #ended: Promise<void>;
  #hasEnded = false;

  /** @param env a copy is made; `TERM` is set in it */
  constructor(
    [file, ...args]: readonly [string, ...string[]],
    { widthColumns, heightRows }: TerminalSize,
    cwd: string,
    env: NodeJS.ProcessEnv,
  ) {
    const name = 'xterm-256color';
    const size = { cols: widthColumns, rows: heightRows };
    this.#emulator = new xterm.Terminal({ ...size, allowProposedApi: true });
    this.#pty = spawn(file, args, { ...size, name, cwd, env: { ...env, TERM: name } });
    this.#pty.onData((text) => this.#emulator.write(text));
    this.#ended = new Promise((resolve) => {
      this.#pty.onExit(() => {
        this.#hasEnded = true;
        resolve();
      });
    });
  }

  /** Types keys, as the bytes that a terminal sends for them. */
  type(bytes: string): void {
    this.#pty.write(bytes);
  }

  /**
   * Waits for a whole frame that shows what is expected.
   *
   * @throws Error with the screen as it is, where the program has ended, or three minutes are over
   */
  async until(expected: RegExp): Promise<StyledScreen> {
    for (const deadlineMs = Date.now() + PATIENCE_MS; ; await wait(LOOK_EVERY_MS)) {
      const isLastLook = this.#hasEnded || Date.now() > deadlineMs;
      const screen = await readScreen(this.#emulator);
      const text = screenText(screen);
      if (!this.#emulator.modes.synchronizedOutputMode && expected.test(text)) return screen;
      if (isLastLook) throw new Error(`the screen does not show ${expected}:\n${text}`);
    }
  }

  /** Ends the program if it has not ended by itself, and waits for its end. */
  async end(): Promise<void> {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
    await this.#ended;
  }
}
