import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { clockOffsetNs } from './clock-offset.ts';
import type { GcPause } from './gc-pause.ts';

/** Told of pauses, by the clock of the accounts. */
export type GcPauseSink = (pauses: readonly GcPause[]) => void;

/**
 * Sees the pauses for garbage collection of the thread it is used in. V8 tells of them when the event loop turns, so
 * later than they happen; the replay's loop turns whenever it waits for input.
 */
export class GcWatch {
  readonly #observer: PerformanceObserver;
  readonly #onPauses: GcPauseSink;
  readonly #offsetNs: number;

  /** @param clock of the accounts; both count from some moment of their own */
  constructor(clock: Clock, onPauses: GcPauseSink) {
    this.#onPauses = onPauses;
    this.#offsetNs = clockOffsetNs(clock, () => performance.now() * 1e6);
    this.#observer = new PerformanceObserver((list) => this.#tell(list.getEntries()));
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Takes what has arrived. */
  collect(): void {
    this.#tell(this.#observer.takeRecords());
  }

  /** Waits for what has not arrived yet, and ends. */
  async stop(): Promise<void> {
    await setImmediate();
    this.collect();
    this.#observer.disconnect();
  }

  #tell(entries: readonly PerformanceEntry[]): void {
    if (entries.length === 0) return;
    // Whole nanoseconds, so that sums stay exact.
    this.#onPauses(
      entries.map(({ startTime, duration }) => ({
        startNs: Math.round(startTime * 1e6 + this.#offsetNs),
        endNs: Math.round((startTime + duration) * 1e6 + this.#offsetNs),
      })),
    );
  }
}
