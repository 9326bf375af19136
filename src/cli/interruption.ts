import { EXIT } from './exit-code.ts';

const EXIT_CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

export type StopSignal = keyof typeof EXIT_CODES;

const SIGNALS = Object.keys(EXIT_CODES) as StopSignal[];

/**
 * Turns the first Ctrl-C, SIGTERM or SIGHUP into an orderly stop and the second one into one that waits for nothing; a
 * third one ends the process at once, as usual. That holds until `dispose`, also while results are written.
 */
export class Interruption {
  readonly #stop = new AbortController();
  readonly #stopAtOnce = new AbortController();
  #stoppedBy: StopSignal | undefined;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  /** Aborts when the process is asked to stop. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Aborts when the process is asked a second time. */
  get atOnce(): AbortSignal {
    return this.#stopAtOnce.signal;
  }

  get stoppedBy(): StopSignal | undefined {
    return this.#stoppedBy;
  }

  get exitCode(): number | undefined {
    return this.#stoppedBy === undefined ? undefined : EXIT_CODES[this.#stoppedBy];
  }

  /** Does what Ctrl-C does where the terminal sends no signal for it. */
  interrupt(): void {
    this.#onSignal('SIGINT');
  }

  /** Leaves signals to Node again. */
  dispose(): void {
    for (const signal of SIGNALS) process.removeListener(signal, this.#onSignal);
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    if (this.#stoppedBy === undefined) {
      this.#stoppedBy = signal as StopSignal;
      this.#stop.abort();
    } else {
      this.dispose();
      this.#stopAtOnce.abort();
    }
  };
}
