import { describe, expect, it } from 'vitest';
import { ColumnStore } from '../../../src/engine/batch/column-store.ts';
import { EventSorts } from '../../../src/engine/batch/event-sorts.ts';
import { KindGroups } from '../../../src/engine/batch/kind-groups.ts';
import { SortDescriber } from '../../../src/engine/batch/sort-description.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import type { Vocabulary } from '../../../src/engine/events/vocabulary.ts';

/** Records say themselves what kind they are of; kind 1 decides `event.category`. */
const kinded: Vocabulary = {
  ...ecsVocabulary,
  kinds: {
    kindOf: (record) => record.kind as number | undefined,
    decides: (kind, path) => kind === 1 && path === 'event.category',
  },
};

const PATHS = ['event.category', 'event.type'];

function splitter() {
  const store = new ColumnStore(8);
  const filters = PATHS.map((categoryField, rule) => ({
    rule,
    categoryField,
    category: 'any',
    selectors: [],
    whole: null,
    reads: [],
  }));
  const describer = new SortDescriber(filters, store);
  const sorts = new EventSorts(() => {
    throw new Error('no sort is asked for');
  });
  const groups = new KindGroups(describer, sorts, 8);
  const pathOf = new Map([...describer.fields].map(([path, column]) => [column, path]));
  return (vocabulary: Vocabulary, records: readonly EventRecord[]) => {
    store.beginBatch(vocabulary);
    return groups
      .split({ vocabulary, records, eventNumbers: records.map((_, row) => row + 1) })
      .map(({ undecided, rows, count }) => [
        undecided.map((column) => pathOf.get(column)),
        [...rows.subarray(0, count)],
      ]);
  };
}

describe('KindGroups', () => {
  it('puts events of one kind together, with the fields that their kind leaves open', () => {
    const split = splitter();
    expect(split(kinded, [{ kind: 1 }, { kind: 2 }, {}, { kind: 1 }, {}])).toEqual([
      [['event.type'], [0, 3]],
      [PATHS, [1]],
      [PATHS, [2, 4]],
    ]);
  });

  it('begins every batch anew', () => {
    const split = splitter();
    split(kinded, [{ kind: 1 }, {}]);
    expect(split(kinded, [{}, { kind: 1 }, { kind: 1 }])).toEqual([
      [PATHS, [0]],
      [['event.type'], [1, 2]],
    ]);
  });

  it('does not take a kind of one vocabulary for that of another', () => {
    const split = splitter();
    const other: Vocabulary = { ...kinded, kinds: { kindOf: () => 1, decides: () => false } };
    split(kinded, [{ kind: 1 }]);
    expect(split(other, [{}])).toEqual([[PATHS, [0]]]);
    expect(split(ecsVocabulary, [{ kind: 1 }])).toEqual([[PATHS, [0]]]);
  });
});
