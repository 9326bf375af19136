import type { Diagnostic } from '../../diagnostic.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { WrittenPattern } from './own-settings.ts';

const MAX_PATTERNS = 250;

interface PatternOfKind {
  readonly kind: 'regex' | 'glob';
  readonly pattern: WrittenPattern;
}

/** The patterns of a predicate that are none, at their places. */
export async function patternFaults(patterns: readonly PatternOfKind[]): Promise<Diagnostic[]> {
  const excess = patterns[MAX_PATTERNS]?.pattern;
  if (excess !== undefined) {
    const message = `a rule may have ${MAX_PATTERNS} patterns, this one has ${patterns.length}`;
    return [fileDiagnostic(excess.source, { code: 'too-many-patterns', message }, excess.place)];
  }
  if (patterns.length === 0) return [];
  const { expandedLength, MAX_EXPANDED_LENGTH_OF_RULE, patternFault } = await import(
    '../../predicate/pattern-set.ts'
  );
  let length = 0;
  for (const { pattern } of patterns) {
    length += expandedLength(pattern.text);
    if (length <= MAX_EXPANDED_LENGTH_OF_RULE || pattern === patterns[0]!.pattern) continue;
    const message =
      'the patterns of the rule up to this one are too large together, with their counts written out';
    return [fileDiagnostic(pattern.source, { code: 'too-many-patterns', message }, pattern.place)];
  }
  return patterns.flatMap(({ kind, pattern: { text, source, place } }) => {
    const message = patternFault(kind, text);
    return message === undefined ? [] : [fileDiagnostic(source, { code: `${kind}-syntax`, message }, place)];
  });
}
