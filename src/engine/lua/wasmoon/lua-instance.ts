import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Address, LuaExports } from './lua-exports.ts';
import { createStateHeap, HEAP_BASE, type StateHeap, stateHeapModule } from './state-heap.ts';
import { compile, Instance, Module, type WasmImports, type WasmModule } from './web-assembly.ts';

/** Between what the host allocates in the heap of C and the heap of the state; C itself takes next to nothing. */
const C_MARGIN_BYTES = 1024 * 1024;
/** Thrown where C jumps out of a call; Lua's errors are such jumps. */
const LONG_JUMP = Symbol('long jump');
const encoder = new TextEncoder();
const decoder = new TextDecoder();

let compiled: Promise<WasmModule> | undefined;

/** Lua 5.4 as wasmoon ships it. Compiled once, in 20 ms; an instance takes some milliseconds and 0.2 MB. */
function luaModule(): Promise<WasmModule> {
  const file = createRequire(import.meta.url).resolve('wasmoon/dist/glue.wasm');
  compiled ??= readFile(file).then((bytes) => compile(bytes));
  return compiled;
}

/**
 * A Lua of its own: an instance of the module with its own memory. wasmoon's JavaScript is not used: it would give
 * the rule file system calls, the clock and the environment, none of which exist here.
 */
export class LuaInstance {
  readonly lua: LuaExports;
  readonly heap: StateHeap;
  /** No block that the host allocated ever reached further than here. */
  allocatedTo: Address = 0;
  #bytes: Uint8Array;
  #words: DataView;

  private constructor(module: WasmModule, heapModule: WasmModule) {
    const functions = new Map<number, CallableFunction>();
    const callable = (at: number) => {
      let found = functions.get(at);
      if (found === undefined) functions.set(at, (found = this.lua.__indirect_function_table.get(at)!));
      return found;
    };
    const invoke = (at: number, state: number, data: number) => {
      const stack = this.lua.stackSave();
      try {
        callable(at)(state, data);
      } catch (error) {
        // Anything else is a trap or JavaScript's own: no `pcall` of the rule may catch it.
        if (error !== LONG_JUMP) throw error;
        this.lua.stackRestore(stack);
        this.lua.setThrew(1, 0);
      }
    };
    const imports: Record<string, WasmImports> = {};
    for (const { module: from, name } of Module.imports(module)) {
      (imports[from] ??= {})[name] = () => {
        throw new Error(`Lua called ${name}, which rules cannot reach`);
      };
    }
    Object.assign(imports.env!, {
      invoke_vii: invoke,
      _emscripten_throw_longjmp: () => {
        throw LONG_JUMP;
      },
      // Lua seeds the hashes of its strings with the time: as it stands still, tables have the same order in every run.
      emscripten_date_now: () => 0,
      // What C itself allocates stays below the heap of the state, which is there from the start.
      emscripten_resize_heap: () => 0,
    });
    Object.assign(imports.wasi_snapshot_preview1!, {
      environ_sizes_get: (count: Address, size: Address) => {
        this.setWord(count, 0);
        this.setWord(size, 0);
        return 0;
      },
      environ_get: () => 0,
    });
    this.lua = new Instance(module, imports).exports as LuaExports;
    this.#bytes = new Uint8Array(this.lua.memory.buffer);
    this.#words = new DataView(this.lua.memory.buffer);
    this.lua.emscripten_stack_init();
    this.lua.__wasm_call_ctors();
    this.heap = createStateHeap(heapModule, this.lua.memory);
  }

  static async create(): Promise<LuaInstance> {
    return new LuaInstance(await luaModule(), await stateHeapModule());
  }

  /** Its memory now: growing replaces the buffer, so it must not be kept. */
  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.lua.memory.buffer);
    return this.#bytes;
  }

  word(at: Address): number {
    return this.#view().getUint32(at, true);
  }

  setWord(at: Address, value: number): void {
    this.#view().setUint32(at, value, true);
  }

  text(at: Address, byteLength: number): string {
    return decoder.decode(this.bytes.subarray(at, at + byteLength));
  }

  /** Places a text for good, with a zero byte behind it, as C wants it. */
  place(text: string): Address {
    const encoded = encoder.encode(text);
    const at = this.allocate(encoded.length + 1);
    this.bytes.set(encoded, at);
    this.bytes[at + encoded.length] = 0;
    return at;
  }

  /**
   * A little room in the heap of C, for good.
   *
   * @throws RangeError where that is full
   */
  allocate(byteLength: number): Address {
    // With a margin: C does not know that its heap ends there.
    const isFull = this.allocatedTo + byteLength > HEAP_BASE - C_MARGIN_BYTES;
    const at = isFull ? 0 : this.lua.malloc(byteLength) >>> 0;
    if (at === 0) throw new RangeError(`no room for ${byteLength} bytes beside a Lua state`);
    this.allocatedTo = Math.max(this.allocatedTo, at + byteLength);
    return at;
  }

  /**
   * Room in the heap of the state that Lua does not count, of any size; `heap.release` gives it back.
   *
   * @throws RangeError where the memory is full
   */
  reserve(byteLength: number): Address {
    const at = this.heap.reserve(byteLength) >>> 0;
    if (at === 0) throw new RangeError(`no room for ${byteLength} bytes beside a Lua state`);
    return at;
  }

  /** Makes a function callable for Lua; returns its number. */
  addFunction(fn: CallableFunction): number {
    return this.lua.__indirect_function_table.grow(1, fn);
  }

  #view(): DataView {
    if (this.#words.buffer.byteLength === 0) this.#words = new DataView(this.lua.memory.buffer);
    return this.#words;
  }
}
