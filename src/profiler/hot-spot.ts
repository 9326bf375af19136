/** A place inside a rule: a clause of an EQL query, a line of Lua, a function of a Wasm module. */
export interface HotSpot {
  readonly kind: 'clause' | 'line' | 'function';
  /** The clause, the line or the function's name, as text of the rule: not to be trusted. */
  readonly text: string;
  /** From 1, in the rule's own source; null where there is no such place (a Wasm function). */
  readonly line: number | null;
  readonly column: number | null;
  /** Share of the rule's own time, 0 to 1. */
  readonly share: number;
  /** The 95 % interval of `share`; null where the share was not estimated from samples, or from too few. */
  readonly interval: readonly [low: number, high: number] | null;
  /** What the share was estimated from: samples, or timed passes over the line. */
  readonly samples: number;
}
