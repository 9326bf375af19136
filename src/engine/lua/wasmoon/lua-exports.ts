import type { WasmMemory, WasmTable } from './web-assembly.ts';

/** Addresses in the linear memory of a Lua instance. */
export type Address = number;
/** A `lua_State`. */
export type LuaState = number;

/**
 * What wasmoon's `glue.wasm` exports, as far as it is called: Lua 5.4's C interface, see its reference manual
 * (chapters 4 and 5), and what C programs need around it.
 */
export interface LuaExports {
  readonly memory: WasmMemory;
  readonly __indirect_function_table: WasmTable;
  __wasm_call_ctors(): void;
  emscripten_stack_init(): void;
  /** Where the stack of C begins; it grows towards {@link emscripten_stack_get_end}. */
  emscripten_stack_get_base(): Address;
  emscripten_stack_get_end(): Address;
  stackSave(): Address;
  stackRestore(stack: Address): void;
  setThrew(threw: number, value: number): void;
  malloc(byteLength: number): Address;
  free(block: Address): void;

  lua_newstate(allocator: number, userData: number): LuaState;
  luaL_newstate(): LuaState;
  luaL_requiref(state: LuaState, name: Address, open: number, global: number): void;
  luaL_loadbufferx(state: LuaState, text: Address, length: number, name: Address, mode: Address): number;
  lua_pcallk(
    state: LuaState,
    args: number,
    results: number,
    handler: number,
    context: number,
    next: number,
  ): number;
  lua_gettop(state: LuaState): number;
  lua_settop(state: LuaState, top: number): void;
  lua_type(state: LuaState, index: number): number;
  lua_typename(state: LuaState, type: number): Address;
  lua_isinteger(state: LuaState, index: number): number;
  lua_toboolean(state: LuaState, index: number): number;
  lua_tonumberx(state: LuaState, index: number, isNumber: Address): number;
  lua_tointegerx(state: LuaState, index: number, isNumber: Address): bigint;
  lua_tolstring(state: LuaState, index: number, length: Address): Address;
  lua_next(state: LuaState, index: number): number;
  lua_createtable(state: LuaState, arraySize: number, hashSize: number): void;
  lua_rawget(state: LuaState, index: number): number;
  lua_rawgeti(state: LuaState, index: number, key: bigint): number;
  lua_rawseti(state: LuaState, index: number, key: bigint): void;
  lua_topointer(state: LuaState, index: number): Address;
  lua_setglobal(state: LuaState, name: Address): void;
  lua_setfield(state: LuaState, index: number, name: Address): void;
  lua_pushvalue(state: LuaState, index: number): void;
  lua_pushnil(state: LuaState): void;
  lua_pushinteger(state: LuaState, value: bigint): void;
  lua_pushstring(state: LuaState, text: Address): Address;
  lua_rotate(state: LuaState, index: number, by: number): void;
  lua_sethook(state: LuaState, hook: number, mask: number, count: number): void;
  lua_getinfo(state: LuaState, what: Address, debug: Address): number;
  lua_pushcclosure(state: LuaState, fn: number, upvalues: number): void;

  luaopen_base(state: LuaState): number;
  luaopen_coroutine(state: LuaState): number;
  luaopen_math(state: LuaState): number;
  luaopen_string(state: LuaState): number;
  luaopen_table(state: LuaState): number;
  luaopen_utf8(state: LuaState): number;
}
