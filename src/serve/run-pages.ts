import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { jsonExporter } from '../report/exporters/json.ts';
import { openMetricsText } from '../report/exporters/open-metrics.ts';
import type { CounterFloor } from '../report/exporters/open-metrics-floor.ts';
import type { RunFile } from '../report/run-file.ts';

/**
 * A run file as it is sent, each form made once and only if it is asked for. Bytes, not text: they are in memory once,
 * however many clients are slow to take them.
 */
export class RunPages {
  readonly #run: RunFile;
  readonly #floor: CounterFloor;
  #json: Promise<Buffer> | undefined;
  #metrics: Buffer | undefined;

  /** @param floor the same for all pages of one run */
  constructor(run: RunFile, floor: CounterFloor) {
    this.#run = run;
    this.#floor = floor;
  }

  /** As `--dump` writes it. Rejects with what the exporter throws. */
  get json(): Promise<Buffer> {
    this.#json ??= jsonBytes(this.#run);
    return this.#json;
  }

  /** As OpenMetrics text. @throws what the exporter throws */
  get metrics(): Buffer {
    this.#metrics ??= Buffer.from(openMetricsText(this.#run, this.#floor));
    return this.#metrics;
  }
}

function jsonBytes(run: RunFile): Promise<Buffer> {
  const written = new PassThrough();
  const bytes = buffer(written);
  jsonExporter.write(run, written).then(
    () => written.end(),
    (error: Error) => written.destroy(error),
  );
  return bytes;
}
