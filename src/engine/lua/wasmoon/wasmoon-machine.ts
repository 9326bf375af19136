import type { Row } from '../../batch/event-batch.ts';
import type { WatchedLines } from '../../predicate/line-watch.ts';
import type { PredicateUsage } from '../../predicate/predicate.ts';
import type { EventReader } from '../event-reader.ts';
import { badResult, luaFault } from '../lua-fault.ts';
import type { Progress, Stop } from '../lua-machine.ts';
import { EXPECTED_RESULT, RuleMachine } from '../rule-machine.ts';
import type { LineRehearsal } from './line-rehearsal.ts';
import type { BridgeExports } from './lua-bridge.ts';
import { type OpenState, openState, SLICE_ROWS } from './open-state.ts';
import type { WasmoonStack } from './wasmoon-stack.ts';

/** The memory of an instance ends at 2 GiB; this leaves room for what is beside the state. */
const LARGEST_LIMIT_BYTES = 1.75 * 2 ** 30;

/** A part of a batch, and what was done before it. */
interface Slice {
  /** Where in the batch it begins. */
  readonly from: number;
  readonly matchedBefore: number;
  /** A copy: where they were in the batch, matches may stand by now. */
  readonly offered: Int32Array;
  /** The row at hand until its first. */
  readonly rowBefore: Row;
  /** Whether the bridge has it: the rule may be ended before. */
  isPlaced: boolean;
}

/** Lua 5.4 with one rule, in a WebAssembly instance of its own. Its memory is counted byte for byte. */
export class WasmoonMachine extends RuleMachine {
  protected override readonly lua: WasmoonStack;
  readonly #state: OpenState;
  readonly #bridge: BridgeExports;
  readonly #rehearsal: LineRehearsal | undefined;
  #rows: Int32Array = new Int32Array(0);
  #count = 0;
  #slice: Slice = { from: 0, matchedBefore: 0, offered: this.#rows, rowBefore: -1, isPlaced: false };

  private constructor(state: OpenState, rehearsal: LineRehearsal | undefined) {
    super();
    this.lua = state.lua;
    this.#state = state;
    this.#bridge = state.bridge.exports;
    this.#rehearsal = rehearsal;
  }

  /**
   * An empty machine, in which nothing of a rule has run.
   *
   * @param rehearsal where its lines are watched; undefined: nowhere
   */
  static async create(
    reader: EventReader,
    memoryLimitBytes: number,
    rehearsal?: LineRehearsal,
  ): Promise<WasmoonMachine> {
    const state = await openState(reader);
    state.lua.instance.heap.limit(Math.min(memoryLimitBytes, LARGEST_LIMIT_BYTES));
    return new WasmoonMachine(state, rehearsal);
  }

  override get row(): number {
    const { offered, isPlaced, rowBefore } = this.#slice;
    return (isPlaced ? offered[this.#done - 1] : undefined) ?? rowBefore;
  }

  override begin(rows: Int32Array, count: number): void {
    // First of all, as it may be ended anywhere: what the last batch left does not go into these rows.
    this.#slice = { from: 0, matchedBefore: 0, offered: rows, rowBefore: this.row, isPlaced: false };
    this.#rows = rows;
    this.#count = count;
    this.#place(0, 0);
  }

  override resume(): Stop {
    return this.contain(() => {
      for (;;) {
        const stop = this.#resumeSlice();
        if (stop !== 'end') return stop;
        const { evaluated, matched } = this.#collect();
        if (evaluated >= this.#count) return stop;
        this.#place(evaluated, matched);
      }
    });
  }

  override finish(): Progress {
    const progress = this.contain(() => this.#collect());
    if ('evaluated' in progress) return progress;
    const { from, matchedBefore } = this.#slice;
    return { evaluated: from, matched: matchedBefore, row: this.row };
  }

  /** On a copy of its state: none of it is the rule's own doing. */
  override watchLines(rows: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void {
    const rehearsed = { state: this.#state, rows: rows.subarray(0, count), captures: this.hasCapture };
    const seen = this.#rehearsal?.run(rehearsed);
    if (seen !== undefined) onWatched(seen);
  }

  override usage(): PredicateUsage {
    const { heap } = this.lua.instance;
    return {
      memoryBytes: heap.bytes.value >>> 0,
      peakMemoryBytes: heap.peak_bytes.value >>> 0,
      hostCalls: Number(this.#bridge.host_calls.value),
    };
  }

  /** Gives the bridge the next rows of the batch. */
  #place(from: number, matchedBefore: number): void {
    const offered = this.#rows.slice(from, Math.min(this.#count, from + SLICE_ROWS));
    this.#slice = { from, matchedBefore, offered, rowBefore: this.row, isPlaced: false };
    this.#placed(offered.length).set(offered);
    this.#bridge.begin(this.#state.rowsAt, offered.length, this.hasCapture ? 1 : 0);
    this.#slice.isPlaced = true;
  }

  #resumeSlice(): Stop {
    const { lua } = this;
    const failure = lua.run(this.#bridge.drive);
    if (failure !== undefined) return luaFault(failure);
    switch (this.#bridge.stop.value) {
      case 0:
        return 'end';
      case 1:
        return 'match';
      default: {
        const shown = lua.describe(-1);
        lua.pop();
        return badResult('pred_eval', shown, EXPECTED_RESULT);
      }
    }
  }

  /** Puts what has matched so far to the front of the batch's rows; can be done again. */
  #collect(): Progress {
    const { from, matchedBefore, offered, isPlaced } = this.#slice;
    const done = isPlaced ? this.#done : 0;
    if (done > offered.length) throw overwritten();
    const matches = this.#placed(isPlaced ? this.#bridge.matched.value : 0);
    checkMatches(matches, offered);
    this.#rows.set(matches, matchedBefore);
    const evaluated = from + done;
    const row = evaluated === 0 ? (offered[0] ?? 0) : this.row;
    return { evaluated, matched: matchedBefore + matches.length, row };
  }

  /** How many rows of the slice were begun. */
  get #done(): number {
    return this.lua.instance.word(this.#bridge.place.value);
  }

  #placed(count: number): Int32Array {
    return new Int32Array(this.lua.instance.lua.memory.buffer, this.#state.rowsAt, count);
  }
}

/** Matches come out of memory that the rule's state is in: a row that was not offered was written by mistake. */
function checkMatches(matches: Int32Array, offered: Int32Array): void {
  let at = -1;
  for (const row of matches) {
    at = offered.indexOf(row, at + 1);
    if (at < 0) throw overwritten();
  }
}

function overwritten(): Error {
  return new Error('rows of events were written over in its memory');
}
