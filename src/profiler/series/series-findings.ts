/** The figures that are kept of every rule, by their names in the metrics table. */
export const SERIES_COLUMNS = [
  'cpuTimeNs',
  'offered',
  'evaluations',
  'matches',
  'alerts',
  'errors',
  'memoryBytes',
] as const;

export type SeriesColumn = (typeof SERIES_COLUMNS)[number];

/** Where a part of the stream ends. */
export interface PartEnd {
  /** Events handed to the engine up to there. */
  readonly events: number;
  /** The number in the stream of the last of them. */
  readonly lastEvent: number;
  /** Since the run began; nanoseconds. */
  readonly timeNs: number;
  /** The latest event time up to there, nanoseconds since 1970; undefined where no event had one. */
  readonly eventTimeNs: bigint | undefined;
}

/** One part of the stream. */
export interface SeriesPart extends PartEnd {
  /**
   * What the metrics table said at its end, by rule. Undefined of a part that was not closed yet, which only the last can
   * be: the table itself says it.
   */
  readonly totals: Readonly<Record<SeriesColumn, Float64Array>> | undefined;
}

/** How a run went: its parts in the order of the stream. Plain data. */
export interface SeriesFindings {
  readonly parts: readonly SeriesPart[];
}
