import { type CaseRule, sameCharacter } from './case-rule.ts';

/** One place of a pattern. */
type Token = { readonly kind: 'character'; readonly character: string } | { readonly kind: 'one' | 'run' };

/** Reads a pattern of `:`, `like` or `wildcard()`: there is no escape. */
export function plainPattern(pattern: string): readonly Token[] {
  return Array.from(pattern, token);
}

/** Reads a pattern as Lucene does: a backslash takes the next character literally; the last one is itself. */
export function escapedPattern(pattern: string): readonly Token[] {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  while (characters.length > 0) {
    const character = characters.shift()!;
    const escaped = character === '\\' ? characters.shift() : undefined;
    tokens.push(escaped === undefined ? token(character) : { kind: 'character', character: escaped });
  }
  return tokens;
}

/** Whether a pattern matches a whole text. */
export function matchesWildcard(tokens: readonly Token[], text: string, rule: CaseRule): boolean {
  const characters = Array.from(text);
  // reached[n]: the tokens so far can match exactly the first n characters.
  let reached = [true, ...characters.map(() => false)];
  for (const current of tokens) {
    reached =
      current.kind === 'run'
        ? reached.map((_, length) => reached.slice(0, length + 1).includes(true))
        : reached.map(
            (_, length) => length > 0 && reached[length - 1]! && fits(current, characters[length - 1]!, rule),
          );
  }
  return reached.at(-1)!;
}

function token(character: string): Token {
  if (character === '*') return { kind: 'run' };
  return character === '?' ? { kind: 'one' } : { kind: 'character', character };
}

function fits(current: Token, character: string, rule: CaseRule): boolean {
  return current.kind !== 'character' || sameCharacter(current.character, character, rule);
}
