import { basename, extname } from 'node:path';
import { bencherExporter } from './bencher.ts';
import { cpuprofileExporter } from './cpuprofile.ts';
import { csvExporter } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { githubBenchmarkExporter } from './github-benchmark.ts';
import { goBenchmarkExporter } from './go-benchmark.ts';
import { htmlExporter } from './html.ts';
import { jsonExporter } from './json.ts';
import { junitExporter } from './junit.ts';
import { markdownExporter } from './markdown.ts';
import { openMetricsExporter } from './open-metrics.ts';
import { pprofExporter } from './pprof.ts';
import { speedscopeExporter } from './speedscope.ts';

/** Every format; a new one is a file beside this and a line here. Longer extensions come before those they end in. */
export const EXPORTERS: readonly Exporter[] = [
  speedscopeExporter,
  githubBenchmarkExporter,
  bencherExporter,
  jsonExporter,
  csvExporter,
  cpuprofileExporter,
  pprofExporter,
  openMetricsExporter,
  junitExporter,
  markdownExporter,
  htmlExporter,
  goBenchmarkExporter,
];

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
  const name = basename(target).toLowerCase();
  const exporter = EXPORTERS.find(({ extensions }) => extensions.some((one) => isOfKind(name, one)));
  if (exporter !== undefined) return exporter;
  const known = EXPORTERS.flatMap(({ extensions }) => extensions).join(', ');
  const problem = extension === '' ? 'has no extension' : `has the unknown extension ${extension}`;
  throw new UnknownFormatError(`cannot tell the format of ${target}: it ${problem}. Known are ${known}`);
}

/** Whether a file is made of samples, which a run keeps only if they are asked for. @throws UnknownFormatError */
export function needsTrace(target: string): boolean {
  return exporterFor(target).needsTrace ?? false;
}

/** Whether a file is made of verdicts, of which there are none without budgets. @throws UnknownFormatError */
export function needsVerdicts(target: string): boolean {
  return exporterFor(target).needsVerdicts ?? false;
}

/** A file that is named like an extension and nothing else has none. */
function isOfKind(name: string, extension: string): boolean {
  return name.endsWith(extension) && name.length > extension.length;
}
