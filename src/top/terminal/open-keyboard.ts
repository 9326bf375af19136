import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { TopInput } from './top-terminal.ts';

/** Keys, and how to let go of where they come from. */
export interface Keyboard {
  /** Null where the process has no terminal to read from. */
  readonly input: TopInput | null;
  close(): void;
}

/**
 * Where keys are read from: standard input where that is a terminal, else the terminal the process was started from,
 * as events may come through a pipe (`cat events.ndjson | kestrel-perf replay -`).
 */
export function openKeyboard(stdin: NodeJS.ReadStream): Keyboard {
  if (stdin.isTTY) return { input: stdin, close: () => {} };
  try {
    const terminal = new ReadStream(openSync('/dev/tty', 'r'));
    return { input: terminal, close: () => void terminal.destroy() };
  } catch {
    // No terminal, or a system without /dev/tty: the view is shown all the same.
    return { input: null, close: () => {} };
  }
}
