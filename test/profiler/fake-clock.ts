import type { Clock } from '../../src/profiler/clock.ts';

/** A clock that stands still until it is told to go on. */
export class FakeClock {
  nowNs: number;

  constructor(startNs = 0) {
    this.nowNs = startNs;
  }

  advance(ns: number): void {
    this.nowNs += ns;
  }

  readonly read: Clock = () => this.nowNs;
}
