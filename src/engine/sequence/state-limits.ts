/** How much the sequences of an engine may remember, and how long they wait for late events. */
export interface StateLimits {
  /**
   * Events are put in the order of their time as long as they come no later than this behind the newest;
   * milliseconds of event time. 0: only events of the same moment are waited for.
   */
  readonly reorderWindowMs: number;
  /** Most partial matches of one rule; also the most events of one rule that wait for their turn. */
  readonly maxPartialMatchesPerRule: number;
  /**
   * Most partial matches of all rules together, looked at every {@link CHECKPOINT_EVENTS} events; also the most
   * events of all rules that wait for their turn.
   */
  readonly maxPartialMatches: number;
  /** Most results of a `sample` for one key. */
  readonly maxSamplesPerKey: number;
}

/**
 * An hour: recordings that several logs were merged into run up to a quarter of an hour out of order.
 * Half a million partial matches of two steps take some 150 MB (`npm run bench:sequences`).
 */
export const DEFAULT_STATE_LIMITS: StateLimits = {
  reorderWindowMs: 3_600_000,
  maxPartialMatchesPerRule: 100_000,
  maxPartialMatches: 500_000,
  maxSamplesPerKey: 1,
};

/**
 * The limits on all rules together are enforced at these positions of the stream and at no others, so that
 * rules may run one after the other over a batch and still keep the same states at any batch size.
 */
export const CHECKPOINT_EVENTS = 1024;
