import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventSort, EventSorts } from '../../../src/engine/batch/event-sorts.ts';
import type { KindDescription } from '../../../src/engine/batch/sort-description.ts';
import type { FieldValue } from '../../../src/engine/events/field-value.ts';

const OPEN: KindDescription = { decides: () => false, candidates: new Int32Array() };

/** A sort of event that no filter has to do with. */
const NOBODY = {
  offered: new Int32Array(),
  always: new Int32Array(),
  fields: [],
  columns: [],
  isFound: new Uint8Array(),
};

function sortsOver(columns: readonly (readonly FieldValue[])[]) {
  let described = 0;
  const sorts = new EventSorts((): EventSort => {
    described++;
    return { ...NOBODY, offered: Int32Array.of(described), rows: new Int32Array(), count: 0 };
  });
  const group = sorts.group(columns, OPEN);
  return { sorts, sortOf: (row: number) => group.sortOf(row), described: () => described };
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

  it('keeps groups apart, and gives a group without fields one sort', () => {
    const { sorts, sortOf, described } = sortsOver([['same', 'same']]);
    const other = sorts.group([['same', 'same']], OPEN);
    const whole = sorts.group([], OPEN);
    expect(other.sortOf(0)).not.toBe(sortOf(0));
    expect(other.sortOf(0)).toBe(other.sortOf(1));
    expect(whole.sortOf(0)).toBe(whole.sortOf(1));
    expect(described()).toBe(3);
  });

  it('counts the sorts of all groups together, so that many groups hold no more than one', () => {
    const { sorts, sortOf, described } = sortsOver([Array.from({ length: 20 }, (_, row) => `first-${row}`)]);
    for (let row = 0; row < 20; row++) sortOf(row);
    const many = sorts.group([Array.from({ length: 10_000 }, (_, row) => `second-${row}`)], OPEN);
    for (let row = 0; row < 10_000; row++) many.sortOf(row);
    const before = described();
    sortOf(0);
    expect(described()).toBe(before + 1);
  });

  it('tells whoever describes a sort what is known of the kind', () => {
    const asked: KindDescription[] = [];
    const sorts = new EventSorts((_, kind): EventSort => {
      asked.push(kind);
      return { ...NOBODY, rows: new Int32Array(), count: 0 };
    });
    sorts.group([], OPEN).sortOf(0);
    expect(asked).toEqual([OPEN]);
  });
});
