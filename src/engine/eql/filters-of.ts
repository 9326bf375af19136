import type { EventFilter, Query } from './ast.ts';

/** Every filter of a query in the order they are written, that of `until` last. */
export function filtersOf(query: Query): readonly EventFilter[] {
  if (query.kind === 'event') return [query.filter];
  const until = query.kind === 'sequence' && query.until !== null ? [query.until] : [];
  return [...query.steps, ...until].map((step) => step.filter);
}
