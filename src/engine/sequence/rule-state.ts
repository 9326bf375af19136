/** What a rule holds in memory between events. */
export interface RuleState {
  /** Live partial matches. */
  readonly partialMatches: number;
  readonly peakPartialMatches: number;
  /** Partial matches that `maxspan` ended. */
  readonly expired: number;
  /** Partial matches dropped because a limit was reached: each may have cost an alert. */
  readonly evicted: number;
  /** Events that came after their time had been given up waiting for. */
  readonly lateEvents: number;
  /** An estimate. */
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
}
