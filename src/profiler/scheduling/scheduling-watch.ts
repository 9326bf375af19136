import { performance } from 'node:perf_hooks';
import { readSchedstat, type Schedstat } from './schedstat.ts';
import type { SchedulingFindings } from './scheduling-findings.ts';

/** What a thread can ask about itself. */
export interface ThreadFigures {
  /** Undefined where the system does not tell. */
  readonly schedstat: () => Schedstat | undefined;
  /** How long its event loop has had nothing to do since it began; milliseconds. */
  readonly idleMs: () => number;
}

const OWN_THREAD: ThreadFigures = {
  schedstat: () => readSchedstat(),
  idleMs: () => performance.eventLoopUtilization().idle,
};

/** How a thread fared on its machine between two moments. To be made and stopped in that thread. */
export class SchedulingWatch {
  readonly #thread: ThreadFigures;
  readonly #idleBeforeMs: number;
  readonly #before: Schedstat | undefined;

  constructor(thread: ThreadFigures = OWN_THREAD) {
    this.#thread = thread;
    this.#idleBeforeMs = thread.idleMs();
    this.#before = thread.schedstat();
  }

  stop(): SchedulingFindings {
    const before = this.#before;
    const after = before === undefined ? undefined : this.#thread.schedstat();
    const isKnown = before !== undefined && after !== undefined;
    return {
      cpuNs: isKnown ? after.cpuNs - before.cpuNs : null,
      waitingNs: isKnown ? after.waitingNs - before.waitingNs : null,
      idleNs: (this.#thread.idleMs() - this.#idleBeforeMs) * 1e6,
    };
  }
}
