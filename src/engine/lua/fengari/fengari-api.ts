import type { MemoryMeter } from './memory-meter.ts';

/** A `lua_State` of fengari; only its own functions look into it. */
export interface FengariState {
  readonly l_G: FengariGlobals;
}

/** What the threads of one state share. */
export interface FengariGlobals {
  readonly meter: MemoryMeter;
  /** An exception of JavaScript's own in the middle of Lua code. */
  nativeError?: unknown;
}

/** A call that is under way, the same one for all of its lines. */
export interface FengariCall {
  readonly previous: FengariCall | null;
  /** The function; only those of Lua have a prototype. */
  readonly func: { readonly value: { readonly p: { readonly source: object } } };
}

/** What a hook is told. */
export interface FengariDebug {
  readonly event: number;
  readonly currentline: number;
  readonly i_ci: FengariCall;
}

export type FengariHook = (state: FengariState, debug: FengariDebug) => void;

/** A text as Lua has it: bytes. */
export type LuaBytes = Uint8Array;
/** A function of C's shape: takes its arguments from the stack, returns how many results it pushed. */
export type FengariFunction = (state: FengariState) => number;

/**
 * What of fengari's C interface is called, see Lua's reference manual (chapters 4 and 5). Integers are `number` up to
 * 2^53 and `bigint` beyond, see int64.ts.
 */
export interface Fengari {
  /** Where the registry seems to be on the stack. */
  readonly LUA_REGISTRYINDEX: number;
  luaL_newstate(): FengariState;
  luaL_requiref(state: FengariState, name: LuaBytes, open: FengariFunction, global: boolean): void;
  luaL_loadbufferx(
    state: FengariState,
    text: LuaBytes,
    length: number,
    name: LuaBytes,
    mode: LuaBytes,
  ): number;
  lua_sethook(state: FengariState, hook: FengariHook | null, mask: number, count: number): void;
  lua_pcall(state: FengariState, args: number, results: number, handler: number): number;
  lua_settop(state: FengariState, top: number): void;
  lua_type(state: FengariState, index: number): number;
  lua_typename(state: FengariState, type: number): LuaBytes;
  lua_isinteger(state: FengariState, index: number): boolean;
  lua_toboolean(state: FengariState, index: number): boolean;
  lua_tonumber(state: FengariState, index: number): number;
  lua_tointeger(state: FengariState, index: number): number | bigint;
  lua_tostring(state: FengariState, index: number): LuaBytes;
  lua_next(state: FengariState, index: number): number;
  lua_createtable(state: FengariState, arraySize: number, hashSize: number): void;
  lua_rawget(state: FengariState, index: number): number;
  lua_rawgeti(state: FengariState, index: number, key: number): number;
  lua_setglobal(state: FengariState, name: LuaBytes): void;
  lua_setfield(state: FengariState, index: number, name: LuaBytes): void;
  lua_pushvalue(state: FengariState, index: number): void;
  lua_pushnil(state: FengariState): void;
  lua_rotate(state: FengariState, index: number, by: number): void;
  lua_pushboolean(state: FengariState, value: boolean): void;
  lua_pushinteger(state: FengariState, value: number | bigint): void;
  lua_pushnumber(state: FengariState, value: number): void;
  lua_pushlstring(state: FengariState, text: LuaBytes, length: number): void;
  lua_pushcfunction(state: FengariState, fn: FengariFunction): void;
  luaL_argerror(state: FengariState, arg: number, message: LuaBytes): number;
  luaL_checknumber(state: FengariState, arg: number): number;
  luaL_checkinteger(state: FengariState, arg: number): number | bigint;
  luaL_checkstring(state: FengariState, arg: number): LuaBytes;
  luaL_typename(state: FengariState, index: number): LuaBytes;

  luaopen_base: FengariFunction;
  luaopen_coroutine: FengariFunction;
  luaopen_math: FengariFunction;
  luaopen_string: FengariFunction;
  luaopen_table: FengariFunction;
  luaopen_utf8: FengariFunction;
}
