import { EXIT } from './exit-code.ts';

export type StopSignal = 'SIGINT' | 'SIGTERM';

/** Turns the first Ctrl-C or SIGTERM into an orderly stop; a second one ends the process at once, as usual. */
export class Interruption {
  readonly #controller = new AbortController();
  #stoppedBy: StopSignal | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, this.#stop);
  }

  /** Aborts when the process is asked to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get stoppedBy(): StopSignal | undefined {
    return this.#stoppedBy;
  }

  get exitCode(): number | undefined {
    if (this.#stoppedBy === undefined) return undefined;
    return this.#stoppedBy === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
  }

  /** Leaves signals to Node again. */
  dispose(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, this.#stop);
  }

  readonly #stop = (signal: NodeJS.Signals): void => {
    this.#stoppedBy = signal as StopSignal;
    this.dispose();
    this.#controller.abort();
  };
}
