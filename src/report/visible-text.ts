/** What a terminal may never be given raw: it moves the cursor, changes colours, hides or reorders text. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * One code point, made visible where it is not: in a diagnostic the hidden character may be the very fault.
 * A tab becomes two blanks.
 */
export function visibleCharacter(character: string): string {
  if (character === '\t') return '  ';
  if (!INVISIBLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  // Unicode has pictures of the ASCII control characters: ␛ for escape.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u{${code.toString(16)}}`;
}

/** Untrusted text on one line, every hidden character made visible. */
export function visibleText(text: string): string {
  return Array.from(text, visibleCharacter).join('');
}
