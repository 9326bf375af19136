import { type CapturedValue, capturedNumber } from '../captures.ts';
import type { LuaFailure } from '../lua-fault.ts';
import { LUA_TYPE, LuaStack } from '../lua-stack.ts';
import type { Address, LuaState } from './lua-exports.ts';
import type { LuaInstance } from './lua-instance.ts';

const LIBRARIES = {
  _G: 'luaopen_base',
  coroutine: 'luaopen_coroutine',
  math: 'luaopen_math',
  string: 'luaopen_string',
  table: 'luaopen_table',
  utf8: 'luaopen_utf8',
} as const;
/** What `lua_pcallk` returns. */
const OK = 0;
const MEMORY_ERROR = 4;
/** Where the registry seems to be on the stack, and where in it the table of globals is. */
const REGISTRY = -1_001_000;
const GLOBALS = 2n;
const encoder = new TextEncoder();

/** A state in a Lua instance. */
export class WasmoonStack extends LuaStack {
  readonly instance: LuaInstance;
  readonly state: LuaState;
  /** Room for the length of a text that Lua gives. */
  readonly #length: Address;
  readonly #textMode: Address;

  constructor(instance: LuaInstance, state: LuaState) {
    super();
    this.instance = instance;
    this.state = state;
    this.#length = instance.allocate(4);
    this.#textMode = instance.place('t');
  }

  /** Opens the libraries of Lua that cannot reach anything outside the state. */
  openLibraries(): void {
    const { lua } = this.instance;
    for (const [name, open] of Object.entries(LIBRARIES)) {
      lua.luaL_requiref(this.state, this.instance.place(name), this.instance.addFunction(lua[open]), 1);
      this.pop();
    }
  }

  /** Makes functions of C's shape the members of a global table; all carry along one and the same empty table. */
  setFunctions(table: string, functions: Readonly<Record<string, CallableFunction>>): void {
    const { lua } = this.instance;
    lua.lua_createtable(this.state, 0, Object.keys(functions).length);
    lua.lua_createtable(this.state, 0, 0);
    for (const [name, fn] of Object.entries(functions)) {
      lua.lua_pushvalue(this.state, -1);
      lua.lua_pushcclosure(this.state, this.instance.addFunction(fn), 1);
      lua.lua_setfield(this.state, -3, this.instance.place(name));
    }
    this.pop();
    lua.lua_setglobal(this.state, this.instance.place(table));
  }

  setGlobalFunction(name: string, fn: CallableFunction): void {
    this.pushFunction(this.instance.addFunction(fn));
    this.instance.lua.lua_setglobal(this.state, this.instance.place(name));
  }

  /** Pushes a function of C's shape, by its number. */
  pushFunction(fn: number): void {
    this.instance.lua.lua_pushcclosure(this.state, fn, 0);
  }

  pushInteger(value: number): void {
    this.instance.lua.lua_pushinteger(this.state, BigInt(value));
  }

  /** Where the table or the function at the top is. */
  addressOfTop(): Address {
    return this.instance.lua.lua_topointer(this.state, -1);
  }

  /** Keeps the value at the top where no rule can reach it, and pops it. */
  popIntoRegistry(key: bigint): void {
    this.instance.lua.lua_rawseti(this.state, REGISTRY, key);
  }

  override compile(text: string, chunkName: string): LuaFailure | undefined {
    const { instance } = this;
    const encoded = encoder.encode(text);
    const at = instance.reserve(encoded.length + 1);
    instance.bytes.set(encoded, at);
    const name = instance.place(`=${chunkName}`);
    const status = instance.lua.luaL_loadbufferx(this.state, at, encoded.length, name, this.#textMode);
    instance.heap.release(at);
    instance.lua.free(name);
    return this.#failure(status);
  }

  override call(args: number, results: number): LuaFailure | undefined {
    return this.#failure(this.instance.lua.lua_pcallk(this.state, args, results, 0, 0, 0));
  }

  /** Calls a function that works on the state and returns a status as `lua_pcallk` does, with an error pushed. */
  run(code: (state: LuaState) => number): LuaFailure | undefined {
    return this.#failure(code(this.state));
  }

  override pushValue(index: number): void {
    this.instance.lua.lua_pushvalue(this.state, index);
  }

  override pushNil(): void {
    this.instance.lua.lua_pushnil(this.state);
  }

  override pushHandle(): void {
    this.instance.lua.lua_pushinteger(this.state, 0n);
  }

  override pushGlobal(name: string): number {
    const { lua } = this.instance;
    lua.lua_rawgeti(this.state, REGISTRY, GLOBALS);
    lua.lua_pushstring(this.state, this.instance.place(name));
    const type = lua.lua_rawget(this.state, -2);
    lua.lua_rotate(this.state, -2, 1);
    this.pop();
    return type;
  }

  override pop(count = 1): void {
    this.instance.lua.lua_settop(this.state, -count - 1);
  }

  override type(index: number): number {
    return this.instance.lua.lua_type(this.state, index);
  }

  override typeName(index: number): string {
    const { instance } = this;
    const at = instance.lua.lua_typename(this.state, this.type(index));
    return instance.text(at, instance.bytes.indexOf(0, at) - at);
  }

  override scalar(index: number, longestBytes: number): CapturedValue | undefined {
    const { lua } = this.instance;
    switch (this.type(index)) {
      case LUA_TYPE.boolean:
        return lua.lua_toboolean(this.state, index) === 1;
      case LUA_TYPE.number:
        return this.#number(index);
      case LUA_TYPE.string: {
        const at = lua.lua_tolstring(this.state, index, this.#length);
        return this.instance.text(at, Math.min(this.instance.word(this.#length), longestBytes));
      }
      default:
        return undefined;
    }
  }

  protected override next(): boolean {
    return this.instance.lua.lua_next(this.state, -2) !== 0;
  }

  #failure(status: number): LuaFailure | undefined {
    return status === OK ? undefined : this.takeFailure(status === MEMORY_ERROR);
  }

  #number(index: number): CapturedValue {
    const { lua } = this.instance;
    if (lua.lua_isinteger(this.state, index) === 0) {
      return capturedNumber(lua.lua_tonumberx(this.state, index, 0));
    }
    const value = lua.lua_tointegerx(this.state, index, 0);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
}
