/**
 * What runs Lua rules: `wasmoon` is Lua 5.4 compiled to WebAssembly, `fengari` Lua 5.3 in JavaScript, for comparison
 * and for places without WebAssembly.
 */
export type LuaRuntime = 'wasmoon' | 'fengari';

export const LUA_RUNTIMES: readonly LuaRuntime[] = ['wasmoon', 'fengari'];
