import { extname } from 'node:path';
import { csvExporter } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { jsonExporter } from './json.ts';

/** Every format; a new one is a file beside this and a line here. */
export const EXPORTERS: readonly Exporter[] = [jsonExporter, csvExporter];

/** A file name that says no format we know. */
export class UnknownFormatError extends Error {
  override readonly name = 'UnknownFormatError';
}

/**
 * The exporter for a file, by the extension of its name in any case; `-`, standard output, is JSON.
 * @throws UnknownFormatError listing the extensions there are. Call it before the run, not after.
 */
export function exporterFor(target: string): Exporter {
  if (target === '-') return jsonExporter;
  const extension = extname(target).toLowerCase();
  const exporter = EXPORTERS.find(({ extensions }) => extensions.includes(extension));
  if (exporter !== undefined) return exporter;
  const known = EXPORTERS.flatMap(({ extensions }) => extensions).join(', ');
  const problem = extension === '' ? 'has no extension' : `has the unknown extension ${extension}`;
  throw new UnknownFormatError(`cannot tell the format of ${target}: it ${problem}. Known are ${known}`);
}
