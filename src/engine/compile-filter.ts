import { Engine } from './engine.ts';
import type { Dialect, EventFilter } from './eql/ast.ts';
import type { EventRecord } from './events/field-value.ts';
import type { Vocabulary } from './events/vocabulary.ts';

export interface FilterOptions {
  readonly dialect: Dialect;
  readonly vocabulary: Vocabulary;
  /** `event.category` unless given. */
  readonly categoryField?: string;
  /** See {@link Engine}. */
  readonly index?: boolean;
}

/** A filter for single events, run by the same engine that runs packs. For tools and tests; slow per event. */
export function compileFilter(
  filter: EventFilter,
  options: FilterOptions,
): { matches(record: EventRecord): boolean } {
  const origin = { file: 'filter', line: 1, column: 1 };
  const rule = {
    id: 'filter',
    name: 'filter',
    kind: 'eql' as const,
    severity: 'medium' as const,
    tags: [],
    file: 'filter',
    text: '',
    origin,
    dialect: options.dialect,
    categoryField: options.categoryField ?? 'event.category',
    query: { kind: 'event' as const, filter, pipes: [], span: filter.span },
  };
  const engine = new Engine([rule], { batchSize: 1, index: options.index ?? true });
  return {
    matches(record) {
      let matched = false;
      const batch = { vocabulary: options.vocabulary, records: [record], eventNumbers: [1] };
      engine.run(batch, () => {
        matched = true;
      });
      return matched;
    },
  };
}
