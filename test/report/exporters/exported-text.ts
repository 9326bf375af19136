import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import type { Exporter } from '../../../src/report/exporters/exporter.ts';
import type { RunFile } from '../../../src/report/run-file.ts';

/** What an exporter writes of a run. */
export async function exportedText(exporter: Exporter, run: RunFile): Promise<string> {
  const out = new PassThrough();
  const received = readText(out);
  await exporter.write(run, out);
  out.end();
  return received;
}
