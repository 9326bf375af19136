import { printableReason } from './lua-fault.ts';
import { LuaInstance } from './wasmoon/lua-instance.ts';
import { WasmoonStack } from './wasmoon/wasmoon-stack.ts';

/** Lua cuts the name of a chunk to so many bytes in its messages. */
const CHUNK_NAME_BYTES = 59;

let checker: Promise<WasmoonStack> | undefined;

/**
 * Checks the syntax of a Lua 5.4 text; nothing of it is run.
 *
 * @param chunkName what the text is called in messages; it does not show in the result
 * @returns the fault's line, from 1, and Lua's message; undefined where there is none
 */
export async function luaSyntaxFault(
  text: string,
  chunkName: string,
): Promise<{ line: number; message: string } | undefined> {
  checker ??= createChecker();
  const lua = await checker;
  const failure = lua.compile(text, chunkName);
  if (failure === undefined) {
    lua.pop();
    return undefined;
  }
  const name = Buffer.from(chunkName).subarray(0, CHUNK_NAME_BYTES).toString();
  const behindName = failure.message.slice(name.length);
  const [, line, message] = /^:(\d+): (.*)$/s.exec(behindName) ?? [];
  return { line: Number(line ?? 1), message: printableReason(message ?? failure.message) };
}

async function createChecker(): Promise<WasmoonStack> {
  const instance = await LuaInstance.create();
  return new WasmoonStack(instance, instance.lua.luaL_newstate());
}
