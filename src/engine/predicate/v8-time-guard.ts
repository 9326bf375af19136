import { Session } from 'node:inspector';
import { type GuardedTurn, type TimeGuard, TimeLimitError } from './time-guard.ts';

/** Where the code to run is for a moment, as what V8 evaluates can see nothing but globals. */
const GUARDED = Symbol.for('kestrel-perf.guarded');

interface GuardedGlobal {
  [GUARDED]?: () => void;
}

/** The longest time that a timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * A time limit by V8 itself, which unwinds the stack when the time is over, through JavaScript and Wasm alike; no
 * `catch` or `finally` of the code runs any more. Until then the code runs as fast as without.
 *
 * V8 offers that for what its inspector evaluates. Scripts of `node:vm` can have a time limit, too, but Node starts a
 * thread for each and waits for its end, which takes milliseconds where the processor has other work.
 */
export class V8TimeGuard implements TimeGuard {
  readonly nowMs: () => number;

  /** @param nowMs a clock that never goes back, from anywhere */
  constructor(nowMs: () => number = () => performance.now()) {
    this.nowMs = nowMs;
  }

  run<T>(timeLimitMs: number, code: () => T): T {
    let result: { readonly value: T } | undefined;
    this.#callGuarded(timeLimitMs, () => {
      result = { value: code() };
    });
    // The time may be over just when the code has come back: then it kept the limit.
    if (result === undefined) throw new TimeLimitError(timeLimitMs);
    return result.value;
  }

  runInTurn(turns: readonly GuardedTurn[]): void {
    let next = 0;
    let running: GuardedTurn | undefined;
    const runWhileThereIsTime = (limitMs: number, deadlineMs: number): void => {
      while (next < turns.length) {
        const turn = turns[next]!;
        if (turn.timeLimitMs !== limitMs || this.nowMs() + limitMs > deadlineMs) return;
        next++;
        running = turn;
        turn.run();
        running = undefined;
      }
    };
    while (next < turns.length) {
      // Read before the guard is armed, so the time that is left is never thought longer than it is.
      const limitMs = turns[next]!.timeLimitMs;
      const deadlineMs = this.nowMs() + 2 * limitMs;
      this.#callGuarded(2 * limitMs, () => runWhileThereIsTime(limitMs, deadlineMs));
      const ended: GuardedTurn | undefined = running;
      running = undefined;
      ended?.ended(new TimeLimitError(ended.timeLimitMs));
    }
  }

  /** Calls code, which may be ended; it has to tell by itself how far it came. Its exceptions pass through. */
  #callGuarded(timeLimitMs: number, code: () => void): void {
    let hasBegun = false;
    let thrown: { readonly error: unknown } | undefined;
    const scope = globalThis as GuardedGlobal;
    scope[GUARDED] = () => {
      hasBegun = true;
      try {
        code();
      } catch (error) {
        thrown = { error };
      }
    };
    let refusal: Error | null = null;
    connectedSession().post(
      'Runtime.evaluate',
      {
        expression: `globalThis[Symbol.for('${GUARDED.description}')]()`,
        timeout: Math.min(timeLimitMs, MAX_TIMEOUT_MS),
        silent: true,
      },
      (error) => {
        refusal = error;
      },
    );
    delete scope[GUARDED];
    if (thrown !== undefined) throw thrown.error;
    if (!hasBegun) throw refusal ?? new Error('V8 did not evaluate the code');
  }
}

/** One for all guards of a thread, from the first use on: where no rule is guarded there is none. */
let session: Session | undefined;

function connectedSession(): Session {
  if (session === undefined) {
    session = new Session();
    session.connect();
  }
  return session;
}
