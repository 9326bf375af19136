import type { Writable } from 'node:stream';
import type { RunFile } from '../run-file.ts';

/** One format that runs can be written in. */
export interface Exporter {
  /** With the dot, lower case: `.json`. */
  readonly extensions: readonly string[];
  /** Writes the whole run, every rule in the run's order, and waits until `out` took it. Does not end `out`. */
  write(run: RunFile, out: Writable): Promise<void>;
}

/** Writes text and waits until the stream took it. @throws the stream's error. */
export function writeText(out: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
