import { cpus } from 'node:os';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { RunFile } from './run-file.ts';

/**
 * Where a run took place: figures from unlike machines must not be compared unawares.
 *
 * @param luaRuntime what ran Lua rules; null where there were none
 */
export function describeEngine(programVersion: string, luaRuntime: LuaRuntime | null): RunFile['engine'] {
  const processors = cpus();
  return {
    name: 'kestrel-perf',
    version: programVersion,
    node: process.versions.node,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    // Some containers and sandboxes hide the processors from Node.
    cpu_model: processors[0]?.model.trim() || null,
    cpu_count: processors.length,
    lua_runtime: luaRuntime,
  };
}
