/** A compiled module. */
export type WasmModule = object;

/** What one instance imports and another exports, by name. */
export type WasmImports = Record<string, unknown>;

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmTable {
  get(at: number): CallableFunction | null;
  /** Returns how long it was. */
  grow(by: number, value: CallableFunction): number;
}

/** A variable of an instance that can be read and, where the module says so, set from outside. */
export interface WasmVariable<T> {
  value: T;
}

interface WebAssemblyInterface {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Instance: new (
    module: WasmModule,
    imports: Record<string, WasmImports>,
  ) => { readonly exports: unknown };
  readonly Module: {
    imports(module: WasmModule): readonly { readonly module: string; readonly name: string }[];
  };
}

/** The part of JavaScript's interface to WebAssembly that Lua needs; the types of Node 20 leave it out. */
export const { compile, Instance, Module } = (
  globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }
).WebAssembly;
