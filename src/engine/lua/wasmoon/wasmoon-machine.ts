import type { PredicateUsage } from '../../predicate/predicate.ts';
import type { EventReader } from '../event-reader.ts';
import { badResult, luaFault } from '../lua-fault.ts';
import type { Progress, Stop } from '../lua-machine.ts';
import { EXPECTED_RESULT, PRED_EVAL, RuleMachine } from '../rule-machine.ts';
import { SANDBOX } from '../sandbox.ts';
import { type BridgeExports, createBridge } from './lua-bridge.ts';
import type { Address } from './lua-exports.ts';
import { LuaInstance } from './lua-instance.ts';
import { WasmoonStack } from './wasmoon-stack.ts';

const ROW_BYTES = 4;
/** The memory of an instance ends at 2 GiB; this leaves room for what is beside the state. */
const LARGEST_LIMIT_BYTES = 1.75 * 2 ** 30;

/** Lua 5.4 with one rule, in a WebAssembly instance of its own. Its memory is counted byte for byte. */
export class WasmoonMachine extends RuleMachine {
  protected override readonly lua: WasmoonStack;
  readonly #bridge: BridgeExports;
  readonly #drive: number;
  #rows: Int32Array = new Int32Array(0);
  #count = 0;
  /** Whether the bridge has the rows: it may be ended before. */
  #isPlaced = false;
  /** Where the bridge has the rows, and for how many there is room. */
  #rowsAt: Address = 0;
  #rowsRoom = 0;

  private constructor(lua: WasmoonStack, bridge: BridgeExports) {
    super();
    this.lua = lua;
    this.#bridge = bridge;
    this.#drive = lua.instance.addFunction(bridge.drive);
  }

  /** An empty machine, in which nothing of a rule has run. */
  static async create(reader: EventReader, memoryLimitBytes: number): Promise<WasmoonMachine> {
    const instance = await LuaInstance.create();
    const bridge = await createBridge(instance, reader);
    const state = instance.lua.lua_newstate(instance.addFunction(bridge.alloc), 0);
    const lua = new WasmoonStack(instance, state);
    lua.openLibraries();
    lua.setGlobalFunction('print', bridge.say_nothing);
    lua.setGlobalFunction('warn', bridge.say_nothing);
    const { event_get_i64, event_get_u64, event_get_str, event_get_bool } = bridge;
    const { re_match, glob_match, alert_emit } = bridge;
    const getters = { event_get_i64, event_get_u64, event_get_str, event_get_bool };
    lua.setFunctions('kestrel', { ...getters, re_match, glob_match, alert_emit });
    lua.compile(SANDBOX, 'sandbox');
    lua.call(0, 0);
    bridge.limit_bytes.value = Math.min(memoryLimitBytes, LARGEST_LIMIT_BYTES);
    return new WasmoonMachine(lua, bridge);
  }

  override get row(): number {
    return this.#bridge.row.value;
  }

  override begin(rows: Int32Array, count: number): void {
    const { instance } = this.lua;
    this.#rows = rows;
    this.#count = count;
    this.#isPlaced = false;
    if (count > this.#rowsRoom) {
      if (this.#rowsAt !== 0) instance.lua.free(this.#rowsAt);
      this.#rowsAt = instance.allocate(rows.length * ROW_BYTES);
      this.#rowsRoom = rows.length;
    }
    this.#placedRows().set(rows.subarray(0, count));
    this.#bridge.begin(this.#rowsAt, count, this.hasCapture ? 1 : 0);
    this.#isPlaced = true;
  }

  override resume(): Stop {
    return this.contain(() => {
      const lua = this.lua;
      lua.pushFunction(this.#drive);
      lua.pushValue(PRED_EVAL);
      const failure = lua.call(1, 1);
      if (failure !== undefined) return luaFault(failure);
      const shown = lua.describe(-1);
      lua.pop();
      switch (this.#bridge.stop.value) {
        case 0:
          return 'end';
        case 1:
          return 'match';
        default:
          return badResult('pred_eval', shown, EXPECTED_RESULT);
      }
    });
  }

  override finish(): Progress {
    if (!this.#isPlaced) return { evaluated: 0, matched: 0, row: this.#rows[0] ?? 0 };
    const evaluated = this.#bridge.next.value;
    const matched = this.#bridge.matched.value;
    this.#rows.set(this.#placedRows().subarray(0, matched));
    return { evaluated, matched, row: evaluated === 0 ? (this.#rows[0] ?? 0) : this.row };
  }

  override usage(): PredicateUsage {
    return {
      memoryBytes: this.#bridge.bytes.value >>> 0,
      peakMemoryBytes: this.#bridge.peak_bytes.value >>> 0,
      hostCalls: Number(this.#bridge.host_calls.value),
    };
  }

  #placedRows(): Int32Array {
    return new Int32Array(this.lua.instance.lua.memory.buffer, this.#rowsAt, this.#count);
  }
}
