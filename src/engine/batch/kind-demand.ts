import type { FieldDemand } from '../events/field-demand.ts';
import type { EventRecord } from '../events/field-value.ts';
import type { Vocabulary } from '../events/vocabulary.ts';
import type { ColumnStore } from './column-store.ts';
import type { IndexedFilter } from './indexed-filter.ts';
import type { SortDescriber } from './sort-description.ts';

/** What is read of every event: its time, for alerts and sequences. */
const ALWAYS_READ: readonly string[] = ['@timestamp'];

/**
 * The fields that the rules of an engine may read. Of an event of a certain kind these are few: a filter that cannot
 * hold for that kind reads nothing of it.
 */
export class KindDemand implements FieldDemand {
  readonly paths: readonly string[];
  readonly #filters: readonly IndexedFilter[];
  readonly #describer: SortDescriber;
  readonly #store: ColumnStore;

  /** @param store that of the describer; asking for a kind ends the batch at hand */
  constructor(filters: readonly IndexedFilter[], describer: SortDescriber, store: ColumnStore) {
    this.#filters = filters;
    this.#describer = describer;
    this.#store = store;
    this.paths = this.#with(filters);
  }

  pathsOfKind(vocabulary: Vocabulary, record: EventRecord): readonly string[] {
    const kind = vocabulary.kinds?.kindOf(record);
    if (kind === undefined) return this.paths;
    this.#store.beginBatch(vocabulary);
    const { candidates } = this.#describer.describeKind(vocabulary, kind, [record], 0);
    return this.#with(Array.from(candidates, (filter) => this.#filters[filter]!));
  }

  #with(filters: readonly IndexedFilter[]): readonly string[] {
    const paths = new Set([...ALWAYS_READ, ...this.#describer.fields.keys()]);
    for (const { reads } of filters) for (const path of reads) paths.add(path);
    return [...paths];
  }
}
