import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectPlace, settle } from '../../../src/top/model/selection.ts';
import { startState } from '../../../src/top/model/top-state.ts';

const START = startState({ sort: 'cpu', filter: 'all', intervalSeconds: 2 });
const orders = fc.uniqueArray(fc.nat(60), { maxLength: 40 });

describe('settle', () => {
  test('the selection stays on its rule when the order changes', () => {
    const selected = selectPlace(START, 1, [7, 8, 9], 2);
    expect(settle(selected, [9, 7, 8], 2)).toMatchObject({ selected: 8, selectedPlace: 2, firstPlace: 0 });
  });

  test('with follow the table scrolls along', () => {
    const selected = { ...selectPlace(START, 1, [7, 8, 9], 2), following: true };
    expect(settle(selected, [9, 7, 8], 2)).toMatchObject({ selected: 8, firstPlace: 1 });
  });

  test('where the rule is gone, the one in its place is selected', () => {
    const selected = selectPlace(START, 1, [7, 8, 9], 3);
    expect(settle(selected, [7, 9], 3)).toMatchObject({ selected: 9, selectedPlace: 1 });
    expect(settle(selected, [7], 3)).toMatchObject({ selected: 7, selectedPlace: 0 });
  });

  test('before one is selected the mark stays at the top, whatever comes there', () => {
    const settled = settle(settle(START, [7, 8], 2), [8, 7], 2);
    expect(settled).toMatchObject({ selected: null, selectedPlace: 0 });
  });

  test('whatever the order, the mark and the first row are within it', () => {
    fc.assert(
      fc.property(
        orders,
        orders,
        fc.nat(50),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (before, after, place, rows, following) => {
          const state = { ...selectPlace(START, place, before, rows), following };
          const settled = settle(state, after, rows);
          expect(settled.firstPlace).toBeGreaterThanOrEqual(0);
          expect(settled.firstPlace).toBeLessThanOrEqual(Math.max(0, after.length - rows));
          expect(settled.selectedPlace).toBeLessThan(Math.max(1, after.length));
          if (state.selected !== null && after.includes(state.selected))
            expect(settled.selected).toBe(state.selected);
          if (following && after.length > 0) {
            expect(settled.selectedPlace).toBeGreaterThanOrEqual(settled.firstPlace);
            expect(settled.selectedPlace).toBeLessThan(settled.firstPlace + rows);
          }
        },
      ),
    );
  });
});
