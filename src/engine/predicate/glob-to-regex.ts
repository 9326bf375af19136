/** Between these are all code points, so this matches none. */
const NOTHING = '[^\\x{0}-\\x{10ffff}]';

/**
 * Writes a glob as a regular expression of RE2 for whole texts. The rules are those of Rust's `glob::Pattern` with its
 * default options, on Unix:
 *
 * - `?` is any one character, `*` any text, both across `/`
 * - a path component `**` is any number of components, none included
 * - `[abc]`, `[a-z]` one of these characters, `[!a-z]` any other; `]` may only stand first, `-` first or last
 * - everything else is itself, `\` too
 *
 * @throws Error that says what is wrong with the pattern, as a sentence without a final stop
 */
export function globToRegex(glob: string): string {
  const characters = Array.from(glob);
  let regex = '';
  for (let at = 0; at < characters.length; ) {
    const character = characters[at]!;
    if (character === '*') {
      const end = endOfStars(characters, at);
      if (end - at === 1) {
        regex += '.*';
        at = end;
      } else {
        checkComponent(characters, at, end);
        at = end + 1;
        regex += at < characters.length ? '(?:.*/)?' : '.*';
      }
    } else if (character === '[') {
      const end = endOfClass(characters, at);
      regex += classOf(characters.slice(at + 1, end));
      at = end + 1;
    } else {
      regex += character === '?' ? '.' : codePoint(character);
      at++;
    }
  }
  return regex;
}

function endOfStars(characters: readonly string[], start: number): number {
  let end = start;
  while (characters[end] === '*') end++;
  return end;
}

function checkComponent(characters: readonly string[], start: number, end: number): void {
  if (end - start > 2) throw new Error('more than two stars in a row mean nothing in a glob');
  const isComponent =
    (start === 0 || characters[start - 1] === '/') && (end === characters.length || characters[end] === '/');
  if (!isComponent) throw new Error('"**" must be a whole path component of a glob, as in "a/**/b"');
}

/** Where the class ends that starts here: at the first `]` behind its first character. */
function endOfClass(characters: readonly string[], start: number): number {
  const first = characters[start + 1] === '!' ? start + 2 : start + 1;
  const end = characters.indexOf(']', first + 1);
  if (end < 0) throw new Error('a "[" of the glob is never closed: a plain "[" is written "[[]"');
  return end;
}

function classOf(characters: readonly string[]): string {
  const isNegated = characters[0] === '!';
  const members = isNegated ? characters.slice(1) : characters;
  let ranges = '';
  for (let at = 0; at < members.length; ) {
    const low = members[at]!;
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    const high = isRange ? members[at + 2]! : low;
    // A range the wrong way round holds nothing.
    if (low.codePointAt(0)! <= high.codePointAt(0)!) ranges += `${codePoint(low)}-${codePoint(high)}`;
    at += isRange ? 3 : 1;
  }
  if (ranges === '') return isNegated ? '.' : NOTHING;
  return `[${isNegated ? '^' : ''}${ranges}]`;
}

/** Every character goes out as its number, so none can mean anything it did not mean before. */
function codePoint(character: string): string {
  return `\\x{${character.codePointAt(0)!.toString(16)}}`;
}
