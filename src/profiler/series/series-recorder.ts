import type { Clock } from '../clock.ts';
import type { MetricsTable } from '../metrics-table.ts';
import type { SeriesFindings } from './series-findings.ts';
import type { SeriesTable } from './series-table.ts';

/** How far a run is after a batch. */
export interface StreamPlace {
  /** Events handed to the engine so far. */
  readonly events: number;
  /** The number in the stream of the last of them. */
  readonly lastEvent: number;
  /** The time of the last event that has one, nanoseconds since 1970; undefined where none has. */
  readonly lastEventNs: bigint | undefined;
}

/** Records how a run goes, part by part. Lives in the engine's thread and is asked between batches. */
export class SeriesRecorder {
  readonly #metrics: MetricsTable;
  readonly #table: SeriesTable;
  readonly #clock: Clock;
  #startNs = 0;
  #events = 0;
  #latestNs: bigint | undefined;

  /**
   * @param metrics one row per rule; read, never written
   * @param table where the parts go; of as many rules
   */
  constructor(metrics: MetricsTable, table: SeriesTable, clock: Clock) {
    this.#metrics = metrics;
    this.#table = table;
    this.#clock = clock;
  }

  /** Time counts from here. */
  begin(): void {
    this.#startNs = this.#clock();
  }

  /** Between two batches. Does nothing where no event came since the last time. */
  afterBatch({ events, lastEvent, lastEventNs }: StreamPlace): void {
    if (events === this.#events) return;
    this.#events = events;
    // One event of a batch is looked at: to read the time of all would take longer than all the rest of this.
    if (lastEventNs !== undefined && isStorable(lastEventNs)) {
      if (this.#latestNs === undefined || lastEventNs > this.#latestNs) this.#latestNs = lastEventNs;
    }
    const timeNs = this.#clock() - this.#startNs;
    this.#table.add({ events, lastEvent, timeNs, eventTimeNs: this.#latestNs }, this.#metrics);
  }

  /** The parts so far. */
  findings(): SeriesFindings | undefined {
    return this.#table.read();
  }
}

/** An int64 holds nanoseconds of the years 1677 to 2262. */
function isStorable(timeNs: bigint): boolean {
  return BigInt.asIntN(64, timeNs) === timeNs;
}
