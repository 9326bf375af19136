import type { Diagnostic } from '../../diagnostic.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { WrittenPattern } from './own-settings.ts';

/** The largest patterns take about a tenth of a second each to compile. */
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
  const { patternFault } = await import('../../predicate/pattern-set.ts');
  return patterns.flatMap(({ kind, pattern: { text, source, place } }) => {
    const message = patternFault(kind, text);
    return message === undefined ? [] : [fileDiagnostic(source, { code: `${kind}-syntax`, message }, place)];
  });
}
