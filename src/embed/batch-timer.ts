/** The timers of a system. */
export interface Timers {
  /** Calls once, so much later; returns what `clearTimeout` takes. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Those of Node. */
export const NODE_TIMERS: Timers = {
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** The longest time that a timer of Node can wait; milliseconds. Longer ones would end at once. */
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls once, some time after the first start since the last call. It keeps the process alive while it waits: events
 * that were taken in are evaluated before a program ends.
 */
export class BatchTimer {
  readonly #timers: Timers;
  readonly #delayMs: number;
  readonly #onTime: () => void;
  #timer: { readonly handle: unknown } | undefined;

  constructor(timers: Timers, delayMs: number, onTime: () => void) {
    this.#timers = timers;
    this.#delayMs = delayMs;
    this.#onTime = onTime;
  }

  /** Does nothing while time is running already. */
  start(): void {
    this.#timer ??= {
      handle: this.#timers.setTimeout(() => {
        this.#timer = undefined;
        this.#onTime();
      }, this.#delayMs),
    };
  }

  stop(): void {
    if (this.#timer !== undefined) this.#timers.clearTimeout(this.#timer.handle);
    this.#timer = undefined;
  }
}
