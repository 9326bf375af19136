import type { Vocabulary } from '../events/vocabulary.ts';
import type { Column } from './column-store.ts';
import type { EventBatch, Row } from './event-batch.ts';
import type { EventSorts, SortGroup } from './event-sorts.ts';
import type { KindDescription, SortDescriber } from './sort-description.ts';

/** The events of a batch that are of one kind, and how they are told apart further. */
export interface KindGroup {
  /** The selector fields that are asked for and that the kind does not decide. */
  readonly undecided: readonly Column[];
  /** Sorts by the values of those fields. */
  readonly sorts: SortGroup;
  /** In ascending order; the first `count` are valid. */
  readonly rows: Int32Array;
  count: number;
}

/**
 * Splits a batch by the kinds of its vocabulary. Most selector fields of a mapped event, such as its category,
 * follow from its kind: they need not be read event by event.
 */
export class KindGroups {
  readonly #describer: SortDescriber;
  readonly #sorts: EventSorts;
  readonly #capacity: number;
  /** By kind, made when the first event of the kind is seen. */
  readonly #known = new Map<Vocabulary, (KindGroup | undefined)[]>();
  /** Events whose kind says nothing. */
  readonly #others: KindGroup;
  readonly #present: KindGroup[] = [];

  /** @param capacity the most rows a batch may have */
  constructor(describer: SortDescriber, sorts: EventSorts, capacity: number) {
    this.#describer = describer;
    this.#sorts = sorts;
    this.#capacity = capacity;
    this.#others = this.#groupFor(describer.anyKind);
  }

  /** The groups that the events of a batch belong to; valid until the next call. */
  split({ vocabulary, records }: EventBatch): readonly KindGroup[] {
    const present = this.#present;
    for (const group of present) group.count = 0;
    present.length = 0;
    const { kinds } = vocabulary;
    const known = this.#groupsOf(vocabulary);
    for (let row: Row = 0; row < records.length; row++) {
      const kind = kinds?.kindOf(records[row]!);
      const group =
        kind === undefined
          ? this.#others
          : (known[kind] ??= this.#groupFor(this.#describer.describeKind(vocabulary, kind, records, row)));
      if (group.count === 0) present.push(group);
      group.rows[group.count++] = row;
    }
    return present;
  }

  #groupsOf(vocabulary: Vocabulary): (KindGroup | undefined)[] {
    let groups = this.#known.get(vocabulary);
    if (groups === undefined) this.#known.set(vocabulary, (groups = []));
    return groups;
  }

  #groupFor(kind: KindDescription): KindGroup {
    const undecided = this.#describer.undecidedFields(kind);
    const sorts = this.#sorts.group(
      undecided.map(({ values }) => values),
      kind,
    );
    return { undecided, sorts, rows: new Int32Array(this.#capacity), count: 0 };
  }
}
