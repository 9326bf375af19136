import { CALIBRATION_RULE, type HookCost, HookCostMeter, NO_HOOK_COST } from '../hook-cost.ts';
import { LineTimer } from '../line-timer.ts';
import { PRED_EVAL } from '../rule-machine.ts';
import type { FengariCall, FengariDebug, FengariState } from './fengari-api.ts';
import { FengariStack } from './fengari-stack.ts';

/** What Lua's hook is called for, and what it is told, as its C interface numbers them. */
const MASK = { returns: 2, lines: 4 } as const;
const LINE_EVENT = 2;

/** How lines are timed; one for all rules of a thread. */
export interface LineTiming {
  readonly nowNs: () => number;
  readonly cost: HookCostMeter;
}

/** Watches the lines of a fengari state while it is on. What it costs is in the time of what is watched. */
export class FengariLines {
  readonly timer: LineTimer<FengariCall>;
  readonly #lua: FengariStack;
  #passedBy = 0;
  #isOn = true;

  /** Starts now. */
  constructor(lua: FengariStack, nowNs: () => number, cost: HookCost, tellsReturns = true) {
    this.#lua = lua;
    this.timer = new LineTimer(nowNs, cost);
    const hook = (state: FengariState, debug: FengariDebug) => this.#told(state, debug);
    lua.fengari.lua_sethook(lua.state, hook, MASK.lines | (tellsReturns ? MASK.returns : 0), 0);
  }

  /** Coroutines that were made meanwhile have the hook as well; it goes off in each when it is next called there. */
  stop(): void {
    this.#isOn = false;
    this.#takeOff(this.#lua.state);
  }

  #takeOff(state: FengariState): void {
    this.#lua.fengari.lua_sethook(state, null, 0, 0);
  }

  #told(state: FengariState, { event, currentline, i_ci: call }: FengariDebug): void {
    if (!this.#isOn || this.timer.isFull) {
      this.timer.endEvaluation();
      this.#takeOff(state);
      return;
    }
    if (event === LINE_EVENT) this.#lineBegan(call, currentline);
    else this.#callEnded(call);
  }

  #lineBegan(call: FengariCall, line: number): void {
    const { timer } = this;
    const outermost = timer.outermostFrame ?? call;
    const isForeign = call.func.value.p.source !== outermost.func.value.p.source;
    if (isForeign) timer.enterForeign(call, this.#passedBy);
    else timer.enter(call, line, this.#passedBy);
    this.#passedBy = 0;
  }

  #callEnded(call: FengariCall): void {
    const caller = call.previous;
    if (caller === this.timer.runningFrame || caller === null) {
      this.#passedBy++;
      return;
    }
    this.timer.leave(call, caller, this.#passedBy);
    this.#passedBy = 0;
  }
}

/** @param nowNs what lines are timed by */
export function createLineTiming(nowNs: () => number): LineTiming {
  const lua = new FengariStack();
  lua.openLibraries();
  lua.compile(CALIBRATION_RULE, 'calibration');
  lua.call(0, 0);
  lua.pushGlobal('pred_eval');
  const watch = (tellsReturns: boolean) => {
    const lines = new FengariLines(lua, nowNs, NO_HOOK_COST, tellsReturns);
    lines.timer.beginEvaluation();
    lua.pushValue(PRED_EVAL);
    lua.call(0, 0);
    lines.timer.endEvaluation();
    lines.stop();
    return lines.timer.seen();
  };
  return { nowNs, cost: new HookCostMeter(watch) };
}
