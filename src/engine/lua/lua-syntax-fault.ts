import { printableReason } from '../predicate/printable-reason.ts';
import { TimeLimitError } from '../predicate/time-guard.ts';
import { V8TimeGuard } from '../predicate/v8-time-guard.ts';
import type { LuaFailure } from './lua-fault.ts';
import { LuaInstance } from './wasmoon/lua-instance.ts';
import { WasmoonStack } from './wasmoon/wasmoon-stack.ts';

/** Lua cuts the name of a chunk to so many bytes in its messages. */
const CHUNK_NAME_BYTES = 59;

/** Real rules take milliseconds; Lua itself takes quadratic time for some texts, such as many an `elseif`. */
const TIME_LIMIT_MS = 2_000;

/** Far more than a text of the size that packs may have takes. */
const MEMORY_LIMIT_BYTES = 256 * 1024 * 1024;

const guard = new V8TimeGuard();

let checker: Promise<WasmoonStack> | undefined;

/**
 * Checks the syntax of a Lua 5.4 text; nothing of it is run.
 *
 * @param chunkName what the text is called in messages; it does not show in the result
 * @param timeLimitMs after which it is given up
 * @returns the fault's line, from 1, and Lua's message; undefined where there is none
 */
export async function luaSyntaxFault(
  text: string,
  chunkName: string,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<{ line: number; message: string } | undefined> {
  let used: Promise<WasmoonStack>;
  let lua: WasmoonStack;
  // Another text may have broken it while this one waited.
  do {
    used = checker ??= createChecker();
    lua = await used;
  } while (used !== checker);
  let failure: LuaFailure | undefined;
  try {
    failure = guard.run(timeLimitMs, () => compileOnly(lua, text, chunkName));
  } catch (error) {
    // What it was ended in is half-done: the next text gets a new one.
    checker = undefined;
    const message =
      error instanceof TimeLimitError
        ? `it could not be parsed within ${timeLimitMs} ms`
        : 'it is too deeply nested or too large to be parsed';
    return { line: 1, message };
  }
  if (failure === undefined) return undefined;
  const name = Buffer.from(chunkName).subarray(0, CHUNK_NAME_BYTES).toString();
  const behindName = failure.message.slice(name.length);
  const [, line, message] = /^:(\d+): (.*)$/s.exec(behindName) ?? [];
  return { line: Number(line ?? 1), message: printableReason(message ?? failure.message) };
}

function compileOnly(lua: WasmoonStack, text: string, chunkName: string): LuaFailure | undefined {
  const failure = lua.compile(text, chunkName);
  if (failure === undefined) lua.pop();
  return failure;
}

async function createChecker(): Promise<WasmoonStack> {
  const instance = await LuaInstance.create();
  instance.heap.limit(MEMORY_LIMIT_BYTES);
  return new WasmoonStack(instance, instance.lua.lua_newstate(instance.addFunction(instance.heap.alloc), 0));
}
