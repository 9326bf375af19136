/**
 * Something that watches a replay beside the accounts, inside the engine's thread. It must never change an answer,
 * and what it finds must survive `structuredClone`: the report is made in another thread.
 */
export interface Instrument<Findings> {
  /** Before the rules compile. */
  start(): Promise<void>;
  /** Between two batches; its time is billed to the phase `profiler`. `events` is how many the engine has seen. */
  afterBatch(events: number): void;
  /** After the last batch, also of a replay that failed; the engine still stands. Nothing is called after it. */
  stop(): Promise<Findings>;
}
