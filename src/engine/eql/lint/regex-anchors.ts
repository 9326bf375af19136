import type { Dialect, Expression } from '../ast.ts';
import type { WarningSink } from '../warning.ts';

/**
 * Warns of `^` and `$` at the ends of regular expressions: a pattern always matches the whole value. In the
 * Elastic dialect they are plain characters, in the Kestrel dialect nothing.
 */
export function warnOfRegexAnchors(expression: Expression, dialect: Dialect, onWarning: WarningSink): void {
  if (expression.kind !== 'match' || expression.operator !== 'regex') return;
  for (const pattern of expression.patterns) {
    if (typeof pattern.value !== 'string') continue;
    const anchor = outerAnchor(pattern.value);
    if (anchor === undefined) continue;
    onWarning({
      code: 'regex-anchor',
      span: pattern.span,
      message:
        dialect === 'elastic'
          ? `\`${anchor}\` is a plain character here, no anchor: a pattern always matches the whole value`
          : `\`${anchor}\` means nothing here: a pattern always matches the whole value`,
      advice: `Remove it, or write \\${anchor} for the character`,
    });
  }
}

/** The first `^` at the start or `$` at the end of an alternative; those in groups count as plain to all. */
function outerAnchor(pattern: string): '^' | '$' | undefined {
  let depth = 0;
  let atStart = true;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '^' && atStart && depth === 0) return '^';
    if (character === '$' && depth === 0 && (at + 1 === pattern.length || pattern[at + 1] === '|'))
      return '$';
    atStart = character === '|';
    if (character === '\\') at++;
    else if (character === '[') at = endOfClass(pattern, at);
    else if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  return undefined;
}

/** The offset of the `]` that closes the class opened at `start`; a `]` right behind the opening is an element. */
function endOfClass(pattern: string, start: number): number {
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  do at += pattern[at] === '\\' ? 2 : 1;
  while (at < pattern.length && pattern[at] !== ']');
  return at;
}
