import type { WatchedLines } from '../../predicate/line-watch.ts';
import type { PredicateUsage } from '../../predicate/predicate.ts';
import type { EventReader } from '../event-reader.ts';
import { badResult, luaFault } from '../lua-fault.ts';
import type { Progress, Stop } from '../lua-machine.ts';
import { EXPECTED_RESULT, PRED_EVAL, RuleMachine } from '../rule-machine.ts';
import { SANDBOX } from '../sandbox.ts';
import { FengariLines, type LineTiming } from './fengari-lines.ts';
import { FengariStack } from './fengari-stack.ts';
import { type KestrelContext, kestrelFunctions } from './kestrel-functions.ts';

/** Events whose lines are to be watched. */
interface WantedWatch {
  readonly onWatched: (seen: WatchedLines) => void;
  /** How many are still to be. */
  left: number;
}

interface RunningWatch extends WantedWatch {
  readonly lines: FengariLines;
}

/** Lua 5.3 with one rule, in JavaScript. Its memory is estimated, see memory-meter.ts. */
export class FengariMachine extends RuleMachine implements KestrelContext {
  hostCalls = 0;
  protected override readonly lua = new FengariStack();
  #rows: Int32Array = new Int32Array(0);
  #count = 0;
  #next = 0;
  #matched = 0;
  #row = -1;
  #timing: LineTiming | undefined;
  /** Of the next run, and of the run at hand. */
  #wantedWatch: WantedWatch | undefined;
  #watched: RunningWatch | undefined;

  /**
   * A machine in which nothing of a rule has run.
   *
   * @param timing how its lines are timed; undefined: not at all
   */
  static async create(
    reader: EventReader,
    memoryLimitBytes: number,
    timing?: LineTiming,
  ): Promise<FengariMachine> {
    const machine = new FengariMachine();
    machine.#timing = timing;
    const { lua } = machine;
    lua.openLibraries();
    lua.setGlobalFunction('print', () => 0);
    lua.setGlobalFunction('warn', () => 0);
    lua.setFunctions('kestrel', kestrelFunctions(lua.fengari, reader, machine));
    lua.compile(SANDBOX, 'sandbox');
    lua.call(0, 0);
    lua.state.l_G.meter.limitBytes = memoryLimitBytes;
    return machine;
  }

  override get row(): number {
    return this.#row;
  }

  override begin(rows: Int32Array, count: number): void {
    this.#next = 0;
    this.#matched = 0;
    this.#rows = rows;
    this.#count = count;
    const watch = this.#wantedWatch;
    this.#wantedWatch = undefined;
    // Events that are given one by one are timed as a whole, which the hook must not disturb.
    if (watch === undefined || this.#timing === undefined || count < watch.left) return;
    const { nowNs, cost } = this.#timing;
    this.#watched = { ...watch, lines: new FengariLines(this.lua, nowNs, cost.cost()) };
  }

  override resume(): Stop {
    return this.contain(() => {
      while (this.#next < this.#count) {
        if (this.#watched !== undefined) this.#watchNext();
        const stop = this.#evaluate(this.#rows[this.#next++]!);
        if (stop !== undefined) return stop;
      }
      return 'end';
    });
  }

  /** In the run itself: what that costs is in the rule's time. */
  override watchLines(_: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void {
    this.#wantedWatch = { left: count, onWatched };
  }

  override finish(): Progress {
    this.#endWatch();
    return {
      evaluated: this.#next,
      matched: this.#matched,
      row: this.#next === 0 ? (this.#rows[0] ?? 0) : this.#row,
    };
  }

  override usage(): PredicateUsage {
    const { memoryBytes, peakMemoryBytes } = this.lua.state.l_G.meter;
    return { memoryBytes, peakMemoryBytes, hostCalls: this.hostCalls };
  }

  /** An event is about to be evaluated: the one before, its captures too, is done. */
  #watchNext(): void {
    const watched = this.#watched!;
    watched.lines.timer.endEvaluation();
    if (watched.left-- > 0 && !watched.lines.timer.isOver) watched.lines.timer.beginEvaluation();
    else this.#endWatch();
  }

  #endWatch(): void {
    const watched = this.#watched;
    if (watched === undefined) return;
    this.#watched = undefined;
    watched.lines.timer.endEvaluation();
    watched.lines.stop();
    watched.onWatched(watched.lines.timer.seen());
  }

  /** Undefined where there is nothing to tell. */
  #evaluate(row: number): Stop | undefined {
    const { lua } = this;
    this.#row = row;
    lua.pushValue(PRED_EVAL);
    lua.pushHandle();
    const failure = lua.call(1, 1);
    if (failure !== undefined) return luaFault(failure);
    const result = lua.scalar(-1);
    const isNone = result === false || result === 0 || (result === undefined && lua.isNil(-1));
    const isMatch = result === true || result === 1;
    const fault = isNone || isMatch ? undefined : badResult('pred_eval', lua.describe(-1), EXPECTED_RESULT);
    lua.pop();
    if (!isMatch) return fault;
    this.#rows[this.#matched++] = row;
    return this.hasCapture ? 'match' : undefined;
  }
}
