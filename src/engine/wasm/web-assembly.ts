/** A compiled module. */
export interface CompiledModule {
  readonly [Symbol.toStringTag]: string;
}

/** The linear memory of an instance. */
export interface GuestMemoryObject {
  /** Another one after the memory has grown; the one before is empty from then on. */
  readonly buffer: ArrayBuffer;
}

/** A table of an instance. */
export interface GuestTable {
  readonly length: number;
}

export type ModuleImports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The part of JavaScript's interface to WebAssembly that is used here; the types of Node 20 leave it out. */
interface WebAssemblyInterface {
  /** @throws an error whose name is `CompileError` */
  readonly Module: new (
    bytes: Uint8Array,
  ) => CompiledModule;
  /** @throws an error whose name is `LinkError` or `RuntimeError`, and whatever its start function throws */
  readonly Instance: new (
    module: CompiledModule,
    imports: ModuleImports,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  /** What a trap throws. */
  readonly RuntimeError: ErrorConstructor;
}

/** Undefined where Node runs without it (`--jitless`). */
export const webAssembly = (globalThis as { readonly WebAssembly?: WebAssemblyInterface }).WebAssembly;
