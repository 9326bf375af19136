import type { EventReader } from '../event-reader.ts';
import { SANDBOX } from '../sandbox.ts';
import { addEventLoop } from './event-loop.ts';
import { createBridge, type LuaBridge } from './lua-bridge.ts';
import type { Address } from './lua-exports.ts';
import { LuaInstance } from './lua-instance.ts';
import { WasmoonStack } from './wasmoon-stack.ts';

const ROW_BYTES = 4;
/** -1, as 32 bits. */
const NO_ROW = 0xffff_ffff;
/** Rows that a bridge has at a time; the engine's batches are no longer. */
export const SLICE_ROWS = 1_024;

/** A Lua state in an instance of its own, with all that rules can use in it and nothing of a rule. */
export interface OpenState {
  readonly lua: WasmoonStack;
  readonly bridge: LuaBridge;
  /** Where the bridge has rows, at most {@link SLICE_ROWS}. In front of them is the row that stands for none. */
  readonly rowsAt: Address;
}

/** Opens a state. Everything in it has the same address and the same number as in any other one opened so. */
export async function openState(reader: EventReader): Promise<OpenState> {
  const instance = await LuaInstance.create();
  const bridge = await createBridge(instance, reader);
  const { say_nothing, event_get_i64, event_get_u64, event_get_str, event_get_bool } = bridge.exports;
  const { re_match, glob_match, alert_emit } = bridge.exports;
  const lua = new WasmoonStack(
    instance,
    instance.lua.lua_newstate(instance.addFunction(instance.heap.alloc), 0),
  );
  lua.openLibraries();
  bridge.exports.place.value = addEventLoop(lua, bridge.exports.attend);
  lua.setGlobalFunction('print', say_nothing);
  lua.setGlobalFunction('warn', say_nothing);
  const getters = { event_get_i64, event_get_u64, event_get_str, event_get_bool };
  lua.setFunctions('kestrel', { ...getters, re_match, glob_match, alert_emit });
  lua.compile(SANDBOX, 'sandbox');
  lua.call(0, 0);
  const rowsAt = instance.allocate(ROW_BYTES + SLICE_ROWS * ROW_BYTES) + ROW_BYTES;
  instance.setWord(rowsAt - ROW_BYTES, NO_ROW);
  bridge.exports.begin(rowsAt, 0, 0);
  return { lua, bridge, rowsAt };
}
