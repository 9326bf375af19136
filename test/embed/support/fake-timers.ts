import type { Timers } from '../../../src/embed/batch-timer.ts';

/** Timers that go off when they are told to. */
export class FakeTimers implements Timers {
  readonly #waiting = new Map<number, () => void>();
  /** What was asked for, in order; milliseconds. */
  readonly delaysMs: number[] = [];

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  setTimeout(callback: () => void, delayMs: number): unknown {
    const id = this.delaysMs.push(delayMs);
    this.#waiting.set(id, callback);
    return id;
  }

  clearTimeout(timer: unknown): void {
    this.#waiting.delete(timer as number);
  }

  /** All that wait go off. */
  goOff(): void {
    const callbacks = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const callback of callbacks) callback();
  }
}
