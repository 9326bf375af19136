import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { vi } from 'vitest';
import type { DriverSettings } from './top-driver.ts';

const DRIVER = fileURLToPath(new URL('top-driver.ts', import.meta.url));
/** Loading the program on a busy machine takes its time. */
const PATIENCE_MS = 60_000;

/** The command that starts the view over a replay, as a shell wants it. */
export function driverCommand(settings: Partial<DriverSettings> = {}): string[] {
  const whole: DriverSettings = {
    passes: 200,
    pauseMs: 4,
    exitAtEnd: false,
    crashAfterBatches: 0,
    ...settings,
  };
  return [process.execPath, '--import', 'tsx', DRIVER, JSON.stringify(whole)];
}

/** A program in a real terminal, with an emulator at the other end. */
export class PtyProgram {
  readonly pty: IPty;
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  #written = '';
  readonly exitCode: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>;

  constructor(
    [file, ...args]: string[],
    columns = 80,
    rows = 24,
    cwd = process.cwd(),
    extraEnv: Readonly<Record<string, string>> = {},
  ) {
    const env = { ...process.env, TERM: 'xterm-256color', PS1: '$ ', ...extraEnv };
    this.#emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.pty = spawn(file!, args, { cols: columns, rows, name: env.TERM, env, cwd });
    this.pty.onData((text) => {
      this.#written += text;
      this.#emulator.write(text);
    });
    this.exitCode = new Promise((resolve) => this.pty.onExit(resolve));
  }

  type(bytes: string): void {
    this.pty.write(bytes);
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  /** What one sees now. */
  async lines(): Promise<string[]> {
    await new Promise<void>((resolve) => this.#emulator.write('', resolve));
    const { active } = this.#emulator.buffer;
    return Array.from({ length: this.#emulator.rows }, (_, row) => {
      return active.getLine(active.baseY + row)?.translateToString(true) ?? '';
    });
  }

  /** Waits until the screen shows what is expected. */
  async until(expected: string | RegExp): Promise<string> {
    return vi.waitFor(
      async () => {
        const text = (await this.lines()).join('\n');
        const isShown = typeof expected === 'string' ? text.includes(expected) : expected.test(text);
        if (!isShown) throw new Error(`the screen does not show ${expected}:\n${text}\n${this.#doing()}`);
        return text;
      },
      { timeout: PATIENCE_MS, interval: 50 },
    );
  }

  /** What the system says the program is doing, for a failure to tell one that is slow from one that waits. */
  #doing(): string {
    try {
      const lines = readFileSync(`/proc/${this.pty.pid}/status`, 'utf8').split('\n');
      const wchan = readFileSync(`/proc/${this.pty.pid}/wchan`, 'utf8');
      return [...lines.filter((line) => /^(State|Threads|VmRSS)/.test(line)), `waits in ${wchan}`].join(', ');
    } catch {
      return 'nothing is known of the process';
    }
  }

  /** Whether the screen is the normal one, with its cursor and with lines that wrap. */
  async isNormal(): Promise<boolean> {
    await this.lines();
    const isCursorShown =
      this.#written.lastIndexOf('\u001b[?25h') >= this.#written.lastIndexOf('\u001b[?25l');
    return (
      this.#emulator.buffer.active.type === 'normal' && this.#emulator.modes.wraparoundMode && isCursorShown
    );
  }
}
