import type { EventReader } from '../event-reader.ts';
import { SANDBOX } from '../sandbox.ts';
import { createBridge, type LuaBridge } from './lua-bridge.ts';
import type { Address } from './lua-exports.ts';
import { LuaInstance } from './lua-instance.ts';
import { WasmoonStack } from './wasmoon-stack.ts';

const ROW_BYTES = 4;
/** Rows that a bridge has at a time; the engine's batches are no longer. */
export const SLICE_ROWS = 1_024;

/** A Lua state in an instance of its own, with all that rules can use in it and nothing of a rule. */
export interface OpenState {
  readonly lua: WasmoonStack;
  readonly bridge: LuaBridge;
  /**
   * Where the bridge has rows. It is there before any code of the rule runs, and has one size: what the host allocates
   * later would move what the rule allocates, and `pairs` walks keys that are tables by their addresses.
   */
  readonly rowsAt: Address;
}

/** Opens a state. Everything in it has the same address and the same number as in any other one opened so. */
export async function openState(reader: EventReader): Promise<OpenState> {
  const instance = await LuaInstance.create();
  const bridge = await createBridge(instance, reader);
  const { alloc, say_nothing, event_get_i64, event_get_u64, event_get_str, event_get_bool } = bridge.exports;
  const { re_match, glob_match, alert_emit } = bridge.exports;
  const lua = new WasmoonStack(instance, instance.lua.lua_newstate(instance.addFunction(alloc), 0));
  lua.openLibraries();
  lua.setGlobalFunction('print', say_nothing);
  lua.setGlobalFunction('warn', say_nothing);
  const getters = { event_get_i64, event_get_u64, event_get_str, event_get_bool };
  lua.setFunctions('kestrel', { ...getters, re_match, glob_match, alert_emit });
  lua.compile(SANDBOX, 'sandbox');
  lua.call(0, 0);
  return { lua, bridge, rowsAt: instance.allocate(SLICE_ROWS * ROW_BYTES) };
}
