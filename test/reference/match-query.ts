import { parseQuery } from '../../src/engine/eql/parse.ts';
import { referenceMatches } from './evaluate.ts';
import type { ReferenceOptions } from './scope.ts';

/** Whether an event matches a query for single events, given as text; pipes are not applied. */
export function matchesQuery(text: string, event: unknown, options: Partial<ReferenceOptions> = {}): boolean {
  const dialect = options.dialect ?? 'elastic';
  const query = parseQuery(text, { dialect });
  if (query.kind !== 'event') throw new Error(`not a query for single events: ${text}`);
  return referenceMatches(query.filter, event, { ...options, dialect });
}

/** Whether an event satisfies a condition: `any where …`. */
export function holdsFor(
  condition: string,
  event: unknown,
  options: Partial<ReferenceOptions> = {},
): boolean {
  return matchesQuery(`any where ${condition}`, event, options);
}
