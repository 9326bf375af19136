import { extname } from 'node:path';
import type { Writable } from 'node:stream';
import { DumpError } from '../report/dump-run.ts';
import { writeText } from '../report/exporters/exporter.ts';
import { UnknownFormatError } from '../report/exporters/registry.ts';
import { writeWholeFile } from '../report/whole-file.ts';
import { comparisonCsv } from './comparison-csv.ts';
import type { Comparison } from './comparison-file.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';

type Format = (comparison: Comparison) => string | Promise<string>;

const toJson: Format = (comparison) => `${JSON.stringify(comparison, null, 2)}\n`;

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.json', toJson],
  ['.md', comparisonMarkdown],
  ['.csv', comparisonCsv],
]);

/**
 * The format of a file, by its extension; `-`, standard output, is JSON.
 * @throws UnknownFormatError listing the extensions there are. Call it before the replays, not after.
 */
export function comparisonFormat(target: string): Format {
  if (target === '-') return toJson;
  const format = FORMATS.get(extname(target).toLowerCase());
  if (format === undefined)
    throw new UnknownFormatError(
      `cannot tell the format of ${target}. Comparisons are written as ${[...FORMATS.keys()].join(', ')}`,
    );
  return format;
}

/** Writes a comparison to a file, whole or not at all, or to `stdout`. @throws UnknownFormatError, DumpError */
export async function dumpComparison(
  comparison: Comparison,
  target: string,
  stdout: Writable,
): Promise<void> {
  const format = comparisonFormat(target);
  try {
    const text = await format(comparison);
    if (target === '-') await writeText(stdout, text);
    else await writeWholeFile(target, (out) => writeText(out, text));
  } catch (error) {
    throw new DumpError(`could not write ${target}: ${(error as Error).message}`, { cause: error });
  }
}
