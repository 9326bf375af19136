/**
 * Which characters count as the same. `ascii` is what Lucene does on fields; `unicode` is what holds on
 * function results: Unicode's simple, one-to-one case folding, which never changes a text's length.
 */
export type CaseRule = 'exact' | 'ascii' | 'unicode';

/** Compares two characters, each a text of one code point. */
export function sameCharacter(left: string, right: string, rule: CaseRule): boolean {
  if (left === right) return true;
  if (rule === 'exact') return false;
  if (isAscii(left) && isAscii(right)) return left.toLowerCase() === right.toLowerCase();
  // The flags `iu` together are ECMAScript's name for simple case folding.
  return rule === 'unicode' && new RegExp(`^\\u{${codePoint(left).toString(16)}}$`, 'iu').test(right);
}

/** Compares two whole texts, character by character. */
export function sameText(left: string, right: string, rule: CaseRule): boolean {
  const leftCharacters = Array.from(left);
  const rightCharacters = Array.from(right);
  return (
    leftCharacters.length === rightCharacters.length &&
    leftCharacters.every((character, at) => sameCharacter(character, rightCharacters[at]!, rule))
  );
}

function isAscii(character: string): boolean {
  return codePoint(character) < 128;
}

function codePoint(character: string): number {
  return character.codePointAt(0)!;
}
