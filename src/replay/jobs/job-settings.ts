/** How a replay is split among threads. Plain data. */
export interface JobSettings {
  /** How many threads are to read the stream, at least 1. */
  readonly count: number;
  /** How long the portions are that they take turns at; bytes. */
  readonly portionBytes?: number;
  /** The file that each thread begins with, as a URL; see `lane-worker.ts`. */
  readonly entry?: string;
}
