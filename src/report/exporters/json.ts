import { stringify } from 'lossless-json';
import type { RunFile } from '../run-file.ts';
import { type Exporter, writeText } from './exporter.ts';

/** The run file itself. Nanoseconds since 1970 are exact integers beyond 2^53, which JSON.stringify refuses. */
export const jsonExporter: Exporter = {
  extensions: ['.json'],
  write: (run, out) => writeText(out, `${runText(run)}\n`),
};

/**
 * A list of nothing but numbers, each on a line of its own, which half the lines of a file would be. No text has a line
 * break in it: JSON writes them out.
 */
const NUMBERS = /\[\n\s+(?:-?\d[\d.e+-]*|null)(?:,\n\s+(?:-?\d[\d.e+-]*|null))*\n\s+\]/g;
const BREAK = /\n\s+/g;

function runText(run: RunFile): string {
  const text = stringify(run, undefined, 2);
  if (text === undefined) throw new Error('a run has no JSON form');
  return text.replace(NUMBERS, (list) => list.replace(BREAK, ' ').replace('[ ', '[').replace(' ]', ']'));
}
