import { console as inspectorConsole, type Profiler, Session } from 'node:inspector';

/** A profile as V8 gives it; times in microseconds. */
export type CpuProfile = Profiler.Profile;

/** Takes samples of the stack of the thread it is started in. */
export interface CpuSampler {
  /**
   * Does nothing where it was started already.
   * @param intervalUs what is asked for; V8 rounds, and the machine delays
   */
  start(intervalUs: number): void;
  /** Gives what was sampled since the start or the last call, and goes on. */
  take(): CpuProfile;
  /** Gives the rest and ends; it cannot be started again. */
  stop(): CpuProfile;
}

/** Profiles of one process must not share a title. */
let titlesGiven = 0;

/**
 * V8's own profiler, inside the thread.
 *
 * Profiles are begun and ended by name, as `console.profile` does, and the next one begins before the last one ends: V8
 * then keeps what it knows of compiled code. A stop and a start would have it look at all code again, 40 to 60 ms where
 * the overlap takes less than one, and lose sight of loops that are compiled already.
 */
export class V8CpuSampler implements CpuSampler {
  readonly #session = new Session();
  #title = '';
  #finished: CpuProfile | undefined;

  start(intervalUs: number): void {
    if (this.#title !== '') return;
    this.#session.connect();
    this.#session.on('Profiler.consoleProfileFinished', ({ params }) => {
      if (params.title === this.#title) this.#finished = params.profile;
    });
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: intervalUs });
    this.#title = nextTitle();
    inspectorConsole.profile(this.#title);
  }

  take(): CpuProfile {
    const next = nextTitle();
    inspectorConsole.profile(next);
    const profile = this.#end();
    this.#title = next;
    return profile;
  }

  stop(): CpuProfile {
    const profile = this.#end();
    this.#session.post('Profiler.disable');
    this.#session.disconnect();
    return profile;
  }

  #end(): CpuProfile {
    this.#finished = undefined;
    // The event comes before this returns: the session is of the same thread.
    inspectorConsole.profileEnd(this.#title);
    const profile = this.#finished as CpuProfile | undefined;
    if (profile === undefined) throw new Error(`V8 did not give the profile ${this.#title}`);
    return profile;
  }
}

function nextTitle(): string {
  return `kestrel-perf ${++titlesGiven}`;
}
