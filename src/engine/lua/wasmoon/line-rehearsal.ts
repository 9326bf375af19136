import type { WatchedLines } from '../../predicate/line-watch.ts';
import { PatternSet } from '../../predicate/pattern-set.ts';
import { EventReader } from '../event-reader.ts';
import { CALIBRATION_RULE } from '../hook-cost.ts';
import { LineTimer } from '../line-timer.ts';
import { PRED_CAPTURE } from '../rule-machine.ts';
import type { LineHook } from './lua-bridge.ts';
import type { Address, LuaExports, LuaState } from './lua-exports.ts';
import { type OpenState, openState } from './open-state.ts';
import { HEAP_BASE } from './state-heap.ts';

/** What Lua's hook is called for, as its C interface numbers it. */
const MASK = { returns: 2, lines: 4 } as const;
/** Where in a `lua_Debug` the address of the source's name is. */
const SOURCE_OFFSET = 16;
/** What allocators may write behind the last block, and at the end of all memory. */
const ALLOCATOR_MARGIN_BYTES = 4_096;
const LAST_BYTES = 64;
/** States that hold more are not watched: copying them would take milliseconds. */
const MAX_COPIED_BYTES = 8 * 1024 * 1024;
/** Before the first rule is watched: what watches is slow when it runs for the first times. */
const WARM_UP_TURNS = 20;
/** What an evaluation takes that has nothing to do is measured so often. */
const EMPTY_ROUNDS = 16;
const EMPTY_RULE = 'function pred_eval() return false end';
const NEVER = (): boolean => false;
/** Thrown out of the hook. */
const SEEN_ENOUGH = Symbol('seen enough');

/** What is watched of a rule. */
export interface Rehearsed {
  /** Its state, between two events. */
  readonly state: OpenState;
  /** The events it will be given next. */
  readonly rows: Int32Array;
  /** Whether its `pred_capture` is called after a match. */
  readonly captures: boolean;
}

/**
 * A second Lua instance, in which a rule's next events are evaluated beforehand with Lua's hook on, in a copy of the
 * rule's memory. The rule itself is not touched: a hook in its own state would make Lua's stack grow earlier, and with
 * that move all that is allocated later. One stage serves all rules of a thread.
 */
export class LineRehearsal implements LineHook {
  readonly #stage: OpenState;
  readonly #lua: LuaExports;
  readonly #nowNs: () => number;
  readonly #hook: number;
  /** What is asked of a call, as a text of C. It is at the far end of the stack of C, which no copy takes. */
  readonly #what: Address;
  #timer: LineTimer<Address>;
  /** What an unwatched evaluation takes besides its lines; nanoseconds. */
  #aroundLinesNs = 0;
  /** Stands for the rule's source. */
  #source: Address = 0;

  private constructor(stage: OpenState, nowNs: () => number) {
    const { instance } = stage.lua;
    this.#stage = stage;
    this.#lua = instance.lua;
    this.#nowNs = nowNs;
    this.#timer = new LineTimer(nowNs);
    this.#hook = instance.addFunction(stage.bridge.exports.line_hook);
    this.#what = instance.lua.emscripten_stack_get_end();
    instance.bytes.set(Buffer.from('S\0'), this.#what);
    stage.bridge.lineHook = this;
  }

  /** @param nowNs what lines are timed by */
  static async create(nowNs: () => number): Promise<LineRehearsal> {
    const noEvents = new EventReader(new Map(), new PatternSet([], []));
    const rehearsal = new LineRehearsal(await openState(noEvents), nowNs);
    const state = await openState(noEvents);
    state.lua.compile(CALIBRATION_RULE, 'warm-up');
    state.lua.call(0, 0);
    state.lua.pushGlobal('pred_eval');
    const rows = new Int32Array(8);
    for (let turn = 0; turn < WARM_UP_TURNS; turn++) rehearsal.run({ state, rows, captures: false });
    state.lua.pop();
    state.lua.compile(EMPTY_RULE, 'empty');
    state.lua.call(0, 0);
    state.lua.pushGlobal('pred_eval');
    rehearsal.#measureAroundLines(state);
    return rehearsal;
  }

  #measureAroundLines(state: OpenState): void {
    this.#copy(state);
    const timesNs = Array.from({ length: EMPTY_ROUNDS }, () =>
      this.#evaluateAll(new Int32Array(8), false),
    ).flat();
    this.#aroundLinesNs = timesNs.sort((left, right) => left - right)[timesNs.length >> 1] ?? 0;
  }

  /**
   * What its next events pass; undefined where its state is too large to be copied. They are evaluated three times: to
   * see how many there is time for, which also warms what they call, then without the hook, so that what it adds is
   * known, then with it.
   */
  run({ state, rows, captures }: Rehearsed): WatchedLines | undefined {
    this.#timer = new LineTimer<Address>(this.#nowNs);
    if (!this.#copy(state)) return undefined;
    const watchedRows = rows.subarray(0, this.#evaluateAll(rows, captures, () => this.#timer.isOver).length);
    this.#copy(state);
    const unwatchedNs = this.#evaluateAll(watchedRows, captures);
    this.#copy(state);
    this.#lua.lua_sethook(this.#stage.lua.state, this.#hook, MASK.lines | MASK.returns, 0);
    const watched = this.#evaluateAll(watchedRows, captures, NEVER, this.#timer).length;
    // What lies around the lines is left out on both sides: with the hook it is several times as long.
    const linesNs = unwatchedNs
      .slice(0, watched)
      .reduce((sum, timeNs) => sum + Math.max(0, timeNs - this.#aroundLinesNs), 0);
    const seen = this.#timer.seen(this.#timer.chargedNs - linesNs);
    const wasInterrupted =
      !this.#timer.isFull && seen.lines.some(({ timeNs }) => timeNs > 1.25 * linesNs + 1_000);
    // A line cannot take more than all of them did unwatched: other work had the processor meanwhile.
    return wasInterrupted ? { ...seen, evaluations: 0, lines: [] } : seen;
  }

  lineBegan(state: LuaState, debug: Address, line: number, frame: Address, passedBy: number): Address {
    const timer = this.#timer;
    const isForeign = frame === timer.runningFrame ? timer.isForeign : this.#isForeign(state, debug);
    if (isForeign) timer.enterForeign(frame, passedBy);
    else timer.enter(frame, line, passedBy);
    return this.#goOn();
  }

  callEnded(frame: Address, caller: Address, passedBy: number): Address {
    this.#timer.leave(frame, caller, passedBy);
    return this.#goOn();
  }

  #goOn(): Address {
    if (this.#timer.isFull) throw SEEN_ENOUGH;
    return this.#timer.runningFrame ?? 0;
  }

  /** Evaluates rows, watched where there is a timer, one at least; how long each took, nanoseconds. */
  #evaluateAll(
    rows: Int32Array,
    captures: boolean,
    isEnough: () => boolean = NEVER,
    timer?: LineTimer<Address>,
  ): number[] {
    const timesNs: number[] = [];
    try {
      for (const row of rows) {
        if (timesNs.length > 0 && isEnough()) break;
        const startNs = this.#nowNs();
        timer?.beginEvaluation();
        this.#evaluate(row, captures, timer);
        timesNs.push(this.#nowNs() - startNs);
      }
    } catch {
      // Enough was seen, or the copy broke: where it is really run the rule breaks alike, and that is reported.
    }
    timer?.endEvaluation();
    return timesNs;
  }

  #evaluate(row: number, captures: boolean, timer: LineTimer<Address> | undefined): void {
    const { lua, bridge, rowsAt } = this.#stage;
    const { exports } = bridge;
    lua.instance.setWord(rowsAt, row);
    exports.begin(rowsAt, 1, 0);
    const failure = lua.run(exports.evaluate);
    timer?.endEvaluation();
    if (failure !== undefined) return;
    if (exports.stop.value === 2) lua.pop();
    if (!captures || exports.matched.value === 0) return;
    lua.pushValue(PRED_CAPTURE);
    lua.pushHandle();
    if (lua.call(1, 1) === undefined) lua.pop();
    timer?.endEvaluation();
  }

  /** Makes the stage what the rule's instance is; false where that is too large. */
  #copy({ lua, bridge }: OpenState): boolean {
    const from = lua.instance;
    const stackBase = this.#lua.emscripten_stack_get_base();
    const memoryEnd = from.bytes.length;
    const cHeapEnd = from.allocatedTo + ALLOCATOR_MARGIN_BYTES;
    const heapEnd = Math.min((from.heap.heap_end.value >>> 0) + ALLOCATOR_MARGIN_BYTES, memoryEnd);
    const stage = this.#stage.lua.instance;
    // The stage is not grown for a copy, which could fail: what a Lua begins with (16 MiB) has room for the largest.
    if (heapEnd - HEAP_BASE > MAX_COPIED_BYTES || memoryEnd > stage.bytes.length) return false;
    // Between two events nothing is on the stack of C, which may also have been left in the middle of a run.
    this.#lua.stackRestore(stackBase);
    stage.bytes.set(from.bytes.subarray(0, this.#lua.emscripten_stack_get_end()));
    stage.bytes.set(from.bytes.subarray(stackBase, cHeapEnd), stackBase);
    stage.bytes.set(from.bytes.subarray(HEAP_BASE, heapEnd), HEAP_BASE);
    // Where the allocator has the end of its last block, which is free.
    const lastBytes = memoryEnd - LAST_BYTES;
    stage.bytes.set(from.bytes.subarray(lastBytes), lastBytes);
    const to = this.#stage.bridge;
    to.reader = bridge.reader;
    to.textRoom = bridge.textRoom;
    to.exports.text_place.value = bridge.exports.text_place.value;
    for (const name of ['bytes', 'peak_bytes', 'limit_bytes'] as const) {
      stage.heap[name].value = from.heap[name].value;
    }
    return true;
  }

  /** Whether a call that begins is of the sandbox's code. The outermost one never is. */
  #isForeign(state: LuaState, debug: Address): boolean {
    this.#lua.lua_getinfo(state, this.#what, debug);
    const source = this.#stage.lua.instance.word(debug + SOURCE_OFFSET);
    if (this.#timer.runningFrame === undefined) this.#source = source;
    return source !== this.#source;
  }
}
