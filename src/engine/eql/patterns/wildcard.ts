/** A pattern in parts: text that must stand there, `?` for one character, `*` for any run, also empty. */
export type WildcardPart = { readonly literal: string } | '?' | '*';

/** How a pattern can be tested fastest. */
export type WildcardShape =
  | { readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains'; readonly text: string }
  /** Any present value. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'general'; readonly parts: readonly WildcardPart[] };

/**
 * Reads a pattern of `:`, `like` and `wildcard()`. There is no escape: a backslash is a backslash.
 */
export function parseWildcard(pattern: string): WildcardPart[] {
  const parts: WildcardPart[] = [];
  for (const piece of pattern.split(/(\*+|\?)/)) {
    if (piece === '') continue;
    if (piece === '?') parts.push('?');
    else parts.push(piece.startsWith('*') ? '*' : { literal: piece });
  }
  return parts;
}

/**
 * Reads a pattern as Lucene does, where a backslash takes the next character literally. Elasticsearch hands
 * the constants of `stringContains(field, …)` and `endsWith(field, …)` to Lucene in this form, unescaped.
 */
export function parseLuceneWildcard(pattern: string): WildcardPart[] {
  const parts: WildcardPart[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '\\' && at + 1 < characters.length) parts.push({ literal: characters[++at]! });
    else if (character === '*' || character === '?') parts.push(character);
    else parts.push({ literal: character });
  }
  return collect(parts);
}

/** Joins neighbouring literals and runs of stars. */
function collect(parts: readonly WildcardPart[]): WildcardPart[] {
  const joined: WildcardPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === '*' && last === '*') continue;
    if (typeof part === 'object' && typeof last === 'object') {
      joined[joined.length - 1] = { literal: last.literal + part.literal };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

/** Finds the plain string test that does the same as a pattern, where there is one. */
export function wildcardShape(parts: readonly WildcardPart[]): WildcardShape {
  const [first, second, third] = parts;
  if (first === undefined) return { kind: 'exact', text: '' };
  if (parts.length === 1) {
    if (first === '*') return { kind: 'anything' };
    if (first !== '?') return { kind: 'exact', text: first.literal };
  }
  if (parts.length === 2) {
    if (typeof first === 'object' && second === '*') return { kind: 'prefix', text: first.literal };
    if (first === '*' && typeof second === 'object') return { kind: 'suffix', text: second.literal };
  }
  if (parts.length === 3 && first === '*' && typeof second === 'object' && third === '*') {
    return { kind: 'contains', text: second.literal };
  }
  return { kind: 'general', parts };
}

/**
 * A matcher for any pattern, on the whole text. On a mismatch it goes back to the last star only, never
 * further, so time is bounded by text length times pattern length whatever the pattern is.
 */
export function wildcardTest(parts: readonly WildcardPart[]): (text: string) => boolean {
  const [one, start, rest] = parts;
  if (parts.length === 3 && one === '?' && typeof start === 'object' && rest === '*') {
    const { literal } = start;
    return (text) => text.length > literal.length && text.startsWith(literal, characterLength(text, 0));
  }
  const couldMatch = endsTest(parts);
  return (text) => couldMatch(text) && matchesParts(parts, text);
}

/** A quick look at the ends of a text, which rules most texts out: whether the pattern could match. */
function endsTest(parts: readonly WildcardPart[]): (text: string) => boolean {
  const [first, second] = parts;
  const last = parts.at(-1);
  const end = typeof last === 'object' ? last.literal : '';
  const start = typeof first === 'object' ? first.literal : '';
  // `?:\Windows\…` is how rules spell "on any drive".
  const behindOne = first === '?' && typeof second === 'object' ? second.literal : '';
  return (text) =>
    text.startsWith(start) &&
    text.endsWith(end) &&
    (behindOne === '' || (text.length > 0 && text.startsWith(behindOne, characterLength(text, 0))));
}

function matchesParts(parts: readonly WildcardPart[], text: string): boolean {
  let at = 0;
  let part = 0;
  let starPart = -1;
  let starAt = 0;
  for (;;) {
    const current = parts[part];
    if (current === undefined && at === text.length) return true;
    if (current === '*') {
      starPart = part++;
      starAt = at;
      if (part === parts.length) return true;
      // Behind a star, jump to where the next literal stands instead of trying every place.
      const next = parts[part];
      if (typeof next === 'object') {
        starAt = text.indexOf(next.literal, at);
        if (starAt < 0) return false;
        at = starAt;
      }
      continue;
    }
    if (current === '?' && at < text.length) {
      at += characterLength(text, at);
      part++;
      continue;
    }
    if (typeof current === 'object' && text.startsWith(current.literal, at)) {
      at += current.literal.length;
      part++;
      continue;
    }
    if (starPart < 0 || starAt >= text.length) return false;
    starAt += characterLength(text, starAt);
    at = starAt;
    part = starPart + 1;
    const next = parts[part];
    if (typeof next === 'object') {
      starAt = text.indexOf(next.literal, at);
      if (starAt < 0) return false;
      at = starAt;
    }
  }
}

/** One for most characters, two for a code point beyond U+FFFF. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
