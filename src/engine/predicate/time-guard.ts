/** Ends code that does not come back. */
export interface TimeGuard {
  /** Its clock, which never goes back: milliseconds from anywhere. */
  nowMs(): number;
  /**
   * Runs code, wherever it goes (JavaScript, Wasm), for at most so long.
   *
   * @returns what the code returned
   * @throws TimeLimitError when it was ended; the code could neither catch nor prevent that, and whatever it was at is
   *   left half-done
   */
  run<T>(timeLimitMs: number, code: () => T): T;
  /**
   * Runs several pieces of code one after another. Each has at least its own time, and at most twice that: arming the
   * guard costs as much as hundreds of evaluations, so neighbours with the same limit share it as long as there is
   * time left.
   */
  runInTurn(turns: readonly GuardedTurn[]): void;
}

/** One piece of code among several. */
export interface GuardedTurn {
  readonly timeLimitMs: number;
  run(): void;
  /** Called instead of the rest of `run` when it was ended. */
  ended(error: TimeLimitError): void;
}

/** Code was ended because its time was over. */
export class TimeLimitError extends Error {
  readonly timeLimitMs: number;

  constructor(timeLimitMs: number) {
    super(`it did not come back within ${timeLimitMs} ms`);
    this.name = 'TimeLimitError';
    this.timeLimitMs = timeLimitMs;
  }
}
