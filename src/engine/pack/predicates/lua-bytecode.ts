import type { Diagnostic } from '../../diagnostic.ts';
import type { FoundFile } from '../find-rule-files.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const ESCAPE = 0x1b;

/** Whether Lua would take the file for a compiled script: by its first byte, as Lua does. */
export function isLuaBytecode(bytes: Uint8Array): boolean {
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  return bytes[hasMark ? BYTE_ORDER_MARK.length : 0] === ESCAPE;
}

/** Compiled Lua can do what no source can, so it is not loaded at all. */
export function luaBytecodeFault(file: FoundFile): Diagnostic {
  return {
    severity: 'error',
    code: 'lua-bytecode',
    file: file.shownPath,
    message: 'the file is compiled Lua, which is not loaded',
    advice: 'Give the script itself.',
  };
}
