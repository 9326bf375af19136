import type { WatchedLines } from '../predicate/line-watch.ts';
import type { PredicateUsage } from '../predicate/predicate.ts';
import type { PredicateFault } from '../predicate/predicate-fault.ts';
import { capturesOf } from './captures.ts';
import { badResult, brokenFault, luaFault } from './lua-fault.ts';
import type { CaptureOutcome, LuaMachine, LuaSource, Progress, Stop } from './lua-machine.ts';
import { LUA_TYPE, type LuaStack } from './lua-stack.ts';

/** Where the rule's functions are on the stack while it lives. */
export const PRED_EVAL = 1;
export const PRED_CAPTURE = 2;

/** What `pred_eval` may return, in words. */
export const EXPECTED_RESULT = 'true, false, nil, 1 or 0';

/** What the machines of both runtimes do alike: loading a rule, and asking it what it captured. */
export abstract class RuleMachine implements LuaMachine {
  hasCapture = false;
  isBroken = false;
  protected abstract readonly lua: LuaStack;

  abstract readonly row: number;
  abstract begin(rows: Int32Array, count: number): void;
  abstract resume(): Stop;
  abstract finish(): Progress;
  abstract usage(): PredicateUsage;
  abstract watchLines(rows: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void;

  /** Runs the rule's top level and `pred_init`. */
  load({ text, chunkName }: LuaSource): PredicateFault | undefined {
    return this.contain(() => {
      const failure = this.lua.compile(text, chunkName) ?? this.lua.call(0, 0);
      return failure === undefined ? this.#start() : luaFault(failure);
    });
  }

  capture(isKept: boolean): CaptureOutcome {
    const { lua } = this;
    const outcome = this.contain(() => {
      lua.pushValue(PRED_CAPTURE);
      lua.pushHandle();
      const failure = lua.call(1, 1);
      if (failure !== undefined) return luaFault(failure);
      const captured = this.#captured(isKept);
      lua.pop();
      return { captured };
    });
    return 'captured' in outcome ? outcome.captured : { fault: outcome };
  }

  /** The state is not closed in Lua's sense, which would run the rule's finalizers: its memory goes as a whole. */
  close(): void {
    this.isBroken = true;
  }

  /** Lua's own errors do not come out as exceptions; what does leaves the state half-done. */
  protected contain<T>(code: () => T): T | PredicateFault {
    try {
      return code();
    } catch (error) {
      this.isBroken = true;
      return brokenFault(error);
    }
  }

  /** Puts `pred_eval` and `pred_capture` where they stay: what becomes of the globals later does not matter. */
  #start(): PredicateFault | undefined {
    const { lua } = this;
    if (lua.pushGlobal('pred_eval') !== LUA_TYPE.function) {
      return { kind: 'load', reason: `its global pred_eval is ${lua.describe(-1)}, expected a function` };
    }
    this.hasCapture = lua.pushGlobal('pred_capture') === LUA_TYPE.function;
    if (lua.pushGlobal('pred_init') !== LUA_TYPE.function) {
      lua.pop();
      return undefined;
    }
    const failure = lua.call(0, 1);
    if (failure !== undefined) return luaFault(failure);
    const isFine = lua.type(-1) === LUA_TYPE.nil || lua.scalar(-1, 0) === 0;
    const shown = lua.describe(-1);
    lua.pop();
    return isFine ? undefined : badResult('pred_init', shown, '0 or nothing');
  }

  #captured(isKept: boolean): CaptureOutcome {
    const { lua } = this;
    const type = lua.type(-1);
    if (type === LUA_TYPE.nil) return {};
    if (type === LUA_TYPE.table) return isKept ? { captures: capturesOf(lua.entries()) } : {};
    return { fault: badResult('pred_capture', lua.describe(-1), 'a table') };
  }
}
