import { performance } from 'node:perf_hooks';
import { readSchedstat, type Schedstat } from './schedstat.ts';
import type { SchedulingFindings } from './scheduling-findings.ts';

/** What a thread can ask about itself. */
export interface ThreadFigures {
  /** Undefined where the system does not tell. */
  readonly schedstat: () => Schedstat | undefined;
  /** How long its event loop has had nothing to do since it began; milliseconds. */
  readonly idleMs: () => number;
  /** A clock that never goes back; milliseconds. */
  readonly nowMs: () => number;
}

const OWN_THREAD: ThreadFigures = {
  schedstat: () => readSchedstat(),
  idleMs: () => performance.eventLoopUtilization().idle,
  nowMs: () => performance.now(),
};

/** The kernel counts by its ticks: of time that is neither run nor waited for, so much may be its delay. */
const LONGEST_TICK_NS = 10_000_000;

/** How a thread fared on its machine between two moments. To be made and stopped in that thread. */
export class SchedulingWatch {
  readonly #thread: ThreadFigures;
  readonly #startMs: number;
  readonly #idleBeforeMs: number;
  readonly #before: Schedstat | undefined;

  constructor(thread: ThreadFigures = OWN_THREAD) {
    this.#thread = thread;
    this.#startMs = thread.nowMs();
    this.#idleBeforeMs = thread.idleMs();
    this.#before = thread.schedstat();
  }

  stop(): SchedulingFindings {
    const before = this.#before;
    const after = before === undefined ? undefined : this.#thread.schedstat();
    const loopIdleNs = (this.#thread.idleMs() - this.#idleBeforeMs) * 1e6;
    if (before === undefined || after === undefined) {
      return { cpuNs: null, waitingNs: null, idleNs: loopIdleNs };
    }
    const cpuNs = after.cpuNs - before.cpuNs;
    const waitingNs = after.waitingNs - before.waitingNs;
    return { cpuNs, waitingNs, idleNs: this.#idleNs(loopIdleNs, cpuNs + waitingNs) };
  }

  /**
   * On Linux V8's sampling profiler wakes a thread that waits by a signal, and libuv forgets what it had waited until
   * then: where a run is sampled the event loop knows of next to no idleness. The kernel does.
   */
  #idleNs(loopIdleNs: number, busyNs: number): number {
    const restNs = (this.#thread.nowMs() - this.#startMs) * 1e6 - busyNs;
    return restNs > loopIdleNs + LONGEST_TICK_NS ? restNs : loopIdleNs;
  }
}
