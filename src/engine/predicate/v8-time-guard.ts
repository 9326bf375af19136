import { Session } from 'node:inspector';
import { type GuardedTurn, type TimeGuard, TimeLimitError } from './time-guard.ts';

/** What the global is called that runs the code at hand, as what V8 evaluates can see nothing but globals. */
const RUN_GUARDED = '__kestrelPerfRunGuarded';

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
    const call: GuardedCall = { code, hasBegun: false, thrown: undefined };
    const outer = callAtHand;
    callAtHand = call;
    // No callback: an answer that nobody waits for is the cheapest, and this is paid for each batch.
    const { session, expression } = connectedEvaluator();
    try {
      session.post('Runtime.evaluate', {
        expression,
        timeout: Math.min(timeLimitMs, MAX_TIMEOUT_MS),
        silent: true,
      });
    } finally {
      callAtHand = outer;
    }
    if (call.thrown !== undefined) throw call.thrown.error;
    if (!call.hasBegun) throw new Error('V8 did not evaluate the code');
  }
}

interface GuardedCall {
  readonly code: () => void;
  hasBegun: boolean;
  thrown: { readonly error: unknown } | undefined;
}

/** The innermost one, as guarded code may call a guard. */
let callAtHand: GuardedCall | undefined;

function runCallAtHand(): void {
  const call = callAtHand!;
  call.hasBegun = true;
  try {
    call.code();
  } catch (error) {
    call.thrown = { error };
  }
}

interface Evaluator {
  readonly session: Session;
  /** Runs the call at hand. */
  readonly expression: string;
}

/** One for all guards of a thread, from the first use on: where no rule is guarded there is none. */
let evaluator: Evaluator | undefined;

function connectedEvaluator(): Evaluator {
  if (evaluator === undefined) {
    let name = RUN_GUARDED;
    // This module may be there more than once, each with its own call at hand.
    while (name in globalThis) name += '_';
    // For as long as the session: to define and delete it for each call took a tenth of the call.
    Object.defineProperty(globalThis, name, { value: runCallAtHand });
    evaluator = { session: new Session(), expression: `${name}()` };
    evaluator.session.connect();
  }
  return evaluator;
}
