import { extname } from 'node:path';
import { DumpError } from '../report/dump-run.ts';
import { writeText } from '../report/exporters/exporter.ts';
import { UnknownFormatError } from '../report/exporters/registry.ts';
import { writeWholeFile } from '../report/whole-file.ts';
import { benchCsv } from './bench-csv.ts';
import type { BenchFile } from './bench-file.ts';
import { benchMarkdown } from './bench-markdown.ts';

type Format = (bench: BenchFile) => string | Promise<string>;

/** A bench as one JSON document, with a line break at the end. */
export function benchJson(bench: BenchFile): string {
  return `${JSON.stringify(bench, null, 2)}\n`;
}

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.json', benchJson],
  ['.csv', benchCsv],
  ['.md', benchMarkdown],
]);

/**
 * The format of a file, by its extension.
 * @throws UnknownFormatError listing the extensions there are. Call it before the bench, not after.
 */
export function benchFormat(target: string): Format {
  const format = FORMATS.get(extname(target).toLowerCase());
  if (format === undefined)
    throw new UnknownFormatError(
      `cannot tell the format of ${target}. Benches are written as ${[...FORMATS.keys()].join(', ')}`,
    );
  return format;
}

/** Writes a bench to a file, whole or not at all. @throws UnknownFormatError, DumpError */
export async function dumpBench(bench: BenchFile, target: string): Promise<void> {
  const format = benchFormat(target);
  try {
    const text = await format(bench);
    await writeWholeFile(target, (out) => writeText(out, text));
  } catch (error) {
    throw new DumpError(`could not write ${target}: ${(error as Error).message}`, { cause: error });
  }
}
