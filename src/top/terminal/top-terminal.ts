import type { ReadStream, WriteStream } from 'node:tty';
import { stopOwnGroup } from './stop-own-group.ts';

/** Where frames go: a terminal, or any stream for plain lines. */
export interface TopOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** False where the reader is behind: `drain` follows. */
  write(text: string): boolean;
  on(event: 'resize' | 'drain' | 'error', listener: () => void): unknown;
  removeListener(event: 'resize' | 'drain' | 'error', listener: () => void): unknown;
  /** The size as it is now, which `columns` and `rows` may miss while the process is stopped. */
  getWindowSize?(): [columns: number, rows: number];
}

/** Where keys come from: a terminal. */
export type TopInput = NodeJS.ReadableStream & Pick<ReadStream, 'setRawMode'>;

export type TopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGTSTP' | 'SIGCONT';

/** The process, as far as the view must know of it to leave the terminal as it was. */
export interface TopProcess {
  readonly pid: number;
  on(event: TopSignal | 'exit' | 'uncaughtExceptionMonitor', listener: () => void): unknown;
  prependListener(event: TopSignal, listener: () => void): unknown;
  removeListener(event: TopSignal | 'exit' | 'uncaughtExceptionMonitor', listener: () => void): unknown;
  listenerCount(event: TopSignal): number;
  kill(pid: number, signal: TopSignal): unknown;
}

/** The outside world as the view sees it. */
export interface TopTerminal {
  readonly output: TopOutput;
  /** Null where there is no terminal to read keys from. */
  readonly input: TopInput | null;
  readonly process: TopProcess;
  /** Stops the process as Ctrl-Z does, and returns once it goes on. @see stopOwnGroup */
  readonly stopGroup: () => void;
  /** `TERM`: a `dumb` one gets plain lines. */
  readonly term: string | undefined;
}

const FALLBACK_COLUMNS = 80;
const FALLBACK_ROWS = 24;

/** Whether a screen can be drawn, and not only lines written. */
export function canDraw({ output, term }: TopTerminal): boolean {
  return output.isTTY === true && term !== 'dumb';
}

/** How large the terminal is now. One that does not tell, or says 0, is taken for 80 by 24. */
export function terminalSize(output: TopOutput): {
  readonly widthColumns: number;
  readonly heightRows: number;
} {
  const [columns, rows] = output.getWindowSize?.() ?? [output.columns, output.rows];
  return { widthColumns: columns || FALLBACK_COLUMNS, heightRows: rows || FALLBACK_ROWS };
}

/** The terminal of this process. */
export function processTerminal(output: WriteStream, input: TopInput | null): TopTerminal {
  return { output, input, process, stopGroup: stopOwnGroup, term: process.env.TERM };
}
