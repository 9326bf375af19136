import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventSort, EventSorts } from '../../../src/engine/batch/event-sorts.ts';
import type { FieldValue } from '../../../src/engine/events/field-value.ts';

function sortsOver(columns: readonly (readonly FieldValue[])[]) {
  let described = 0;
  const sorts = new EventSorts(columns, (): EventSort => {
    described++;
    return {
      offered: Int32Array.of(described),
      candidates: new Int32Array(),
      rows: new Int32Array(),
      count: 0,
    };
  });
  return { sortOf: (row: number) => sorts.sortOf(row), described: () => described };
}

describe('EventSorts', () => {
  it('gives equal events one sort and unequal events another', () => {
    const value = fc.oneof(
      fc.constantFrom<FieldValue>('a', 'b', '1', 1, 1n, true, 'true', undefined, '\0a[]', '\0sa'),
      fc.array(fc.constantFrom('a', 'b', '1', 1, true), { minLength: 2, maxLength: 3 }),
    );
    const event = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 60 }), (events) => {
        const columns = [0, 1, 2].map((field) => events.map((values) => values[field]!));
        const { sortOf } = sortsOver(columns);
        const spelled = (row: number) =>
          JSON.stringify(events[row]!.map((one) => [typeof one, Array.isArray(one) ? one : String(one)]));
        const found = events.map((_, row) => sortOf(row));
        for (const [row, sort] of found.entries()) {
          for (const [other, otherSort] of found.entries()) {
            expect(sort === otherSort).toBe(spelled(row) === spelled(other));
          }
        }
      }),
    );
  });

  it('describes each sort once, also those that were not seen for a while', () => {
    const names = Array.from({ length: 20 }, (_, index) => `sort-${index}`);
    const { sortOf, described } = sortsOver([[...names, ...names]]);
    for (let row = 0; row < 40; row++) sortOf(row);
    expect(described()).toBe(20);
  });

  it('forgets what it knows when a stream has too many sorts, and goes on', () => {
    const names = Array.from({ length: 10_002 }, (_, index) => `sort-${index}`);
    const { sortOf, described } = sortsOver([[...names, 'sort-0']]);
    for (let row = 0; row <= 10_002; row++) expect(sortOf(row).offered[0]).toBe(row + 1);
    expect(described()).toBe(10_003);
  });
});
