import type { FengariFunction, FengariGlobals } from './fengari-api.ts';
import { NotEnoughMemory } from './memory-meter.ts';

/** Lua's own numbers for what `lua_pcall` returns. */
export const STATUS = { ok: 0, memory: 4, errorInError: 6 } as const;

/**
 * What Lua code sees of an exception that is not an error of its own. One that says that there is no memory is such
 * an error; any other leaves the state half-done, and is kept for whoever called.
 */
export function statusOfException(exception: unknown, globals: FengariGlobals): number {
  if (exception instanceof NotEnoughMemory) return STATUS.memory;
  globals.nativeError ??= exception;
  return STATUS.errorInError;
}

/** Functions that are not of Lua's libraries: what they throw is no fault of their arguments. */
export const hostFunctions = new WeakSet<FengariFunction>();

/**
 * Whether a library function threw because of what it was called with, where one in C raises an error. What is on its
 * way out for another reason, such as a full stack of V8's, is none.
 */
export function isArgumentError(exception: unknown, fn: FengariFunction, globals: FengariGlobals): boolean {
  if (!(exception instanceof Error) || exception instanceof NotEnoughMemory) return false;
  if (exception instanceof RangeError && /call stack/.test(exception.message)) return false;
  if (hostFunctions.has(fn)) globals.nativeError ??= exception;
  return globals.nativeError === undefined;
}
