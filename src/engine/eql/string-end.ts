const STRING = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"/y;
/** Up to two quotes right before the closing three belong to the text. */
const RAW_STRING = /"{3}[^\r\n]*?"{3,5}/y;

/** The offset behind the string literal at `at`, quotes included; -1 where there is none, or none that is closed. */
export function stringEnd(text: string, at: number): number {
  const pattern = text.startsWith('"""', at) ? RAW_STRING : STRING;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
