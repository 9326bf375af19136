import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowOrder } from '../../../src/engine/batch/row-order.ts';

test('rows come in stream order, batch after batch, and what follows them is left alone', () => {
  const order = new RowOrder(16);
  const rows = fc.uniqueArray(fc.nat(15), { maxLength: 16 });
  fc.assert(
    fc.property(rows, fc.nat(16), (given, kept) => {
      const sorted = Int32Array.from(given);
      const count = Math.min(kept, given.length);
      order.sort(sorted, count);
      const expected = given.slice(0, count).sort((left, right) => left - right);
      expect([...sorted]).toEqual([...expected, ...given.slice(count)]);
    }),
  );
});
