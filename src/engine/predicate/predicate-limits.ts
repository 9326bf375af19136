/** What a Lua or Wasm rule may use before it is stopped. */
export interface PredicateLimits {
  /** Time to load it, and time for one batch (at most 3,072 events). */
  readonly timeLimitMs: number;
  /** Memory of its own: what a Lua state has allocated, or the linear memory of a Wasm module. */
  readonly memoryLimitBytes: number;
  /** Faults after which it is taken out of the run. */
  readonly maxFaults: number;
}

export const DEFAULT_PREDICATE_LIMITS: PredicateLimits = {
  timeLimitMs: 2_000,
  memoryLimitBytes: 64 * 1024 * 1024,
  maxFaults: 10,
};
