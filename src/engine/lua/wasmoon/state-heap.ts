import { readFile } from 'node:fs/promises';
import type { Address } from './lua-exports.ts';
import { compile, Instance, type WasmMemory, type WasmModule, type WasmVariable } from './web-assembly.ts';

/** Where the heap of states begins, as the module was compiled: below it C has its own. */
export const HEAP_BASE: Address = 4 * 1024 * 1024;

/**
 * Where Lua's state is, apart from what C allocates for itself: how much that is and when depends on how often Lua is
 * entered. A block's address depends on nothing but the calls of this heap before, the same in every run. What
 * assembly/state-heap.ts exports; see there.
 */
export interface StateHeap {
  readonly bytes: WasmVariable<number>;
  readonly peak_bytes: WasmVariable<number>;
  readonly limit_bytes: WasmVariable<number>;
  readonly heap_end: WasmVariable<number>;
  limit(byteLength: number): void;
  alloc(unused: number, block: Address, oldBytes: number, newBytes: number): Address;
  reserve(byteLength: number): Address;
  release(block: Address): void;
}

let compiled: Promise<WasmModule> | undefined;

/** The module of which every Lua instance has an instance. */
export function stateHeapModule(): Promise<WasmModule> {
  const file = new URL('state-heap.wasm', import.meta.url);
  compiled ??= readFile(file).then((bytes) => compile(bytes));
  return compiled;
}

/** An empty heap in a memory of which nobody uses anything from {@link HEAP_BASE} on. */
export function createStateHeap(module: WasmModule, memory: WasmMemory): StateHeap {
  return new Instance(module, { env: { memory } }).exports as StateHeap;
}
