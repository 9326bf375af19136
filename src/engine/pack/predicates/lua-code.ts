/** Comments, and what is between quotes or long brackets; what is not closed goes on to the end. */
const NOT_CODE =
  /--\[(=*)\[[\s\S]*?(?:\]\1\]|$)|--[^\n]*|\[(=*)\[[\s\S]*?(?:\]\2\]|$)|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?/g;

/** A Lua script with blanks for all that is not code. Offsets and line breaks stay the same. */
export function luaCode(text: string): string {
  return text.replace(NOT_CODE, (part) => part.replace(/[^\n]+/g, (line) => ' '.repeat(line.length)));
}
