import { type CapturedValue, capturedNumber } from '../captures.ts';
import type { LuaFailure } from '../lua-fault.ts';
import { LUA_TYPE, LuaStack } from '../lua-stack.ts';
import type { Fengari, FengariFunction, FengariState } from './fengari-api.ts';
import { loadFengari } from './load-fengari.ts';
import { hostFunctions, STATUS } from './native-error.ts';

const LIBRARIES = {
  _G: 'luaopen_base',
  coroutine: 'luaopen_coroutine',
  math: 'luaopen_math',
  string: 'luaopen_string',
  table: 'luaopen_table',
  utf8: 'luaopen_utf8',
} as const;
/** Where in the registry the table of globals is. */
const GLOBALS = 2;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** A state of fengari. */
export class FengariStack extends LuaStack {
  readonly fengari: Fengari;
  readonly state: FengariState;

  constructor() {
    super();
    this.fengari = loadFengari();
    this.state = this.fengari.luaL_newstate();
  }

  /** Opens the libraries of Lua that cannot reach anything outside the state. */
  openLibraries(): void {
    for (const [name, open] of Object.entries(LIBRARIES)) {
      this.fengari.luaL_requiref(this.state, bytesOf(name), this.fengari[open], true);
      this.pop();
    }
  }

  setFunctions(table: string, functions: Readonly<Record<string, FengariFunction>>): void {
    const { fengari, state } = this;
    fengari.lua_createtable(state, 0, 0);
    for (const [name, fn] of Object.entries(functions)) {
      hostFunctions.add(fn);
      fengari.lua_pushcfunction(state, fn);
      fengari.lua_setfield(state, -2, bytesOf(name));
    }
    fengari.lua_setglobal(state, bytesOf(table));
  }

  setGlobalFunction(name: string, fn: FengariFunction): void {
    this.fengari.lua_pushcfunction(this.state, fn);
    this.fengari.lua_setglobal(this.state, bytesOf(name));
  }

  override compile(text: string, chunkName: string): LuaFailure | undefined {
    const { fengari, state } = this;
    const bytes = bytesOf(text);
    return this.#failure(
      fengari.luaL_loadbufferx(state, bytes, bytes.length, bytesOf(`=${chunkName}`), bytesOf('t')),
    );
  }

  override call(args: number, results: number): LuaFailure | undefined {
    return this.#failure(this.fengari.lua_pcall(this.state, args, results, 0));
  }

  override pushValue(index: number): void {
    this.fengari.lua_pushvalue(this.state, index);
  }

  override pushNil(): void {
    this.fengari.lua_pushnil(this.state);
  }

  override pushHandle(): void {
    this.fengari.lua_pushinteger(this.state, 0);
  }

  override pushGlobal(name: string): number {
    const { fengari, state } = this;
    fengari.lua_rawgeti(state, fengari.LUA_REGISTRYINDEX, GLOBALS);
    const bytes = bytesOf(name);
    fengari.lua_pushlstring(state, bytes, bytes.length);
    const type = fengari.lua_rawget(state, -2);
    fengari.lua_rotate(state, -2, 1);
    this.pop();
    return type;
  }

  override pop(count = 1): void {
    this.fengari.lua_settop(this.state, -count - 1);
  }

  override type(index: number): number {
    return this.fengari.lua_type(this.state, index);
  }

  override typeName(index: number): string {
    return textOf(this.fengari.lua_typename(this.state, this.type(index)));
  }

  override scalar(index: number, longestBytes = Number.POSITIVE_INFINITY): CapturedValue | undefined {
    const { fengari, state } = this;
    switch (this.type(index)) {
      case LUA_TYPE.boolean:
        return fengari.lua_toboolean(state, index);
      case LUA_TYPE.number:
        return fengari.lua_isinteger(state, index)
          ? fengari.lua_tointeger(state, index)
          : capturedNumber(fengari.lua_tonumber(state, index));
      case LUA_TYPE.string:
        return textOf(fengari.lua_tostring(state, index).subarray(0, longestBytes));
      default:
        return undefined;
    }
  }

  protected override next(): boolean {
    return this.fengari.lua_next(this.state, -2) !== 0;
  }

  #failure(status: number): LuaFailure | undefined {
    // The rule's own pcall does not make up for an exception that left the state half-done.
    const { nativeError } = this.state.l_G;
    if (nativeError !== undefined) throw nativeError;
    return status === STATUS.ok ? undefined : this.takeFailure(status === STATUS.memory);
  }
}
