import type { PredicateFault } from '../predicate/predicate-fault.ts';
import { printableReason } from '../predicate/printable-reason.ts';
import { webAssembly } from './web-assembly.ts';

/** What V8 reports for a module that calls itself too deeply. */
const STACK_MESSAGE = /call stack/i;

/** A fault, and whether the rule's state can still be trusted after it. */
export interface WasmFault extends PredicateFault {
  readonly isFinal: boolean;
}

/**
 * What an exception out of a rule's code means.
 *
 * A trap leaves memory and globals as WebAssembly defines it, the same on every run, so the rule can go on. How deep a
 * stack can get differs from run to run, and so does what such a rule has half-done: it cannot.
 *
 * @param isMemoryFull whether the memory limit leaves no room for another page
 */
export function faultOfException(error: unknown, isMemoryFull: boolean): WasmFault {
  const message = error instanceof Error ? error.message : String(error);
  if (webAssembly !== undefined && error instanceof webAssembly.RuntimeError) {
    const place = functionOf(error);
    if (isMemoryFull && message === 'unreachable') {
      return { kind: 'memory', reason: `it gave up${place}, with its memory at the limit`, isFinal: false };
    }
    return { kind: 'error', reason: printableReason(`it trapped${place}: ${message}`), isFinal: false };
  }
  if (error instanceof RangeError && STACK_MESSAGE.test(message)) {
    return { kind: 'stack', reason: 'it called itself too deeply', isFinal: true };
  }
  return {
    kind: 'error',
    reason: printableReason(`it failed in a host function: ${message}`),
    isFinal: true,
  };
}

/** The number of the innermost function of the module, from V8's stack trace; that is all of it that is for users. */
function functionOf({ stack }: Error): string {
  const number = /wasm-function\[(\d+)\]/.exec(stack ?? '')?.[1];
  return number === undefined ? '' : ` in function ${number}`;
}
