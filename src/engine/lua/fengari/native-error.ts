import type { FengariGlobals } from './fengari-api.ts';
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
