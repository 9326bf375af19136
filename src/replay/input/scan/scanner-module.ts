import { readFileSync } from 'node:fs';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Detaches the buffer; throws a RangeError when there is no more memory. */
  grow(pages: number): number;
}

/** What the compiled `assembly/scan-line.ts` exports. */
export interface ScannerModule {
  readonly memory: WasmMemory;
  /** Makes room for names, at least 1. Once, before the first `addName`. */
  reserveNames(count: number): void;
  /** Takes the name whose bytes are in their place in memory; the rest is as `WantedMember` and `memory-layout` have it. */
  addName(index: number, lengthBytes: number, holder: number, path: number, wants: number): void;
  /** How many members were found in those bytes of the chunk; -1 for not sure. */
  scanLine(start: number, end: number): number;
  /** Looks up the values of the members that were found and are in a selection. */
  recallValues(found: number, selection: number): number;
}

// The types of Node 20 leave out the part of WebAssembly that works without waiting.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

let compiled: object | undefined;

/**
 * A new instance of the scanner, with a memory of its own. The module is compiled once per process, at first use.
 *
 * @throws Error when the compiled module is missing: the program was not built
 */
export function instantiateScanner(): ScannerModule {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('./scan-line.wasm', import.meta.url)));
  return new WebAssembly.Instance(compiled).exports as ScannerModule;
}
