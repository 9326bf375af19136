import type { FaultKind, PredicateFault } from '../predicate/predicate-fault.ts';
import { printableReason } from '../predicate/printable-reason.ts';

/** What a Lua call came back with: an error's message, and whether memory was what it lacked. */
export interface LuaFailure {
  /** Where the error is not a text, a word for what it is. */
  readonly message: string;
  readonly isMemory: boolean;
}

/** A fault for an error that Lua raised. */
export function luaFault({ message, isMemory }: LuaFailure): PredicateFault {
  return { kind: kindOf(message, isMemory), reason: printableReason(message) };
}

/** Words for an error that is not a text. Its `__tostring` is not asked: that is code of the rule. */
export function nonTextError(typeName: string): string {
  return `it raised an error that is a ${typeName} value`;
}

export function badResult(name: string, shown: string, expected: string): PredicateFault {
  return { kind: 'bad-result', reason: printableReason(`${name} returned ${shown}, expected ${expected}`) };
}

/** An exception of JavaScript that came through Lua: the state is half-done after it. */
export function brokenFault(error: unknown): PredicateFault {
  // V8's own stack is full: a RangeError whether JavaScript or WebAssembly filled it.
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return { kind: 'stack', reason: 'it filled the stack of its interpreter' };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { kind: 'error', reason: printableReason(`its interpreter failed: ${text}`) };
}

function kindOf(message: string, isMemory: boolean): FaultKind {
  if (isMemory) return 'memory';
  return /stack overflow|error in error handling/.test(message) ? 'stack' : 'error';
}
