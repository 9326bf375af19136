/**
 * A wildcard pattern as the cheapest test that says the same of a text already in lower case. A good translation uses
 * it: every peer finds a fixed text faster than it runs a pattern.
 */
export type PatternShape =
  | { readonly kind: 'whole' | 'start' | 'end' | 'inside'; readonly text: string }
  | { readonly kind: 'other'; readonly pattern: string };

/** @param pattern with `*` and `?`; the shape is in lower case */
export function patternShape(pattern: string): PatternShape {
  const folded = pattern.toLowerCase();
  const [, opened = '', text = '', closed = ''] = /^(\*?)([^*?]+)(\*?)$/s.exec(folded) ?? [];
  if (text === '') return { kind: 'other', pattern: folded };
  if (opened !== '') return { kind: closed === '' ? 'end' : 'inside', text };
  return { kind: closed === '' ? 'whole' : 'start', text };
}

/**
 * The pattern as a regular expression for the whole text, in the syntax that JavaScript, jq (Oniguruma), and Python share.
 * No flag is needed: any character is `[\s\S]`.
 */
export function patternRegExp(pattern: string): string {
  const body = pattern.replaceAll(/[\\^$.|+()[\]{}/*?-]/g, (special) => {
    if (special === '*') return '[\\s\\S]*';
    return special === '?' ? '[\\s\\S]' : `\\${special}`;
  });
  return `^${body}$`;
}
