import { printableReason } from '../predicate/printable-reason.ts';
import { ModuleFormatError } from './byte-reader.ts';
import { confineModule } from './confine-module.ts';
import { type ModuleOutline, readOutline } from './module-outline.ts';
import { type ModuleFault, outlineFaults } from './outline-faults.ts';
import { type CompiledModule, webAssembly } from './web-assembly.ts';

/** Largest binary module, in bytes; compiling it takes time and memory that no limit of the rule covers. */
const MAX_MODULE_BYTES = 16 * 1024 * 1024;

/** A module that can be a rule, compiled so that it cannot outgrow its limits. */
export interface PreparedModule {
  readonly compiled: CompiledModule;
  readonly outline: ModuleOutline;
}

/** Checks a binary module and compiles it; runs nothing of it. */
export function prepareModule(
  module: Uint8Array,
  memoryLimitBytes: number,
): PreparedModule | { readonly faults: readonly ModuleFault[] } {
  if (webAssembly === undefined) {
    return {
      faults: [{ message: 'this Node.js runs without WebAssembly', advice: 'Start it without --jitless.' }],
    };
  }
  if (module.length > MAX_MODULE_BYTES) {
    return { faults: [{ message: `it has ${module.length} bytes, more than ${MAX_MODULE_BYTES}` }] };
  }
  try {
    const outline = readOutline(module);
    const faults = outlineFaults(outline, memoryLimitBytes);
    if (faults.length > 0) return { faults };
    return { compiled: new webAssembly.Module(confineModule(module, outline, memoryLimitBytes)), outline };
  } catch (error) {
    return { faults: [{ message: formatReason(error) }] };
  }
}

function formatReason(error: unknown): string {
  const { message } = error as Error;
  if (error instanceof ModuleFormatError) return `it is not a sound module: ${message}`;
  return printableReason(`it is not a valid module: ${message.replace(/^WebAssembly\.Module\(\): /, '')}`);
}
