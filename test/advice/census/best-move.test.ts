import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestMove, moved } from '../../../src/advice/census/best-move.ts';
import { RowBits } from '../../../src/advice/census/row-bits.ts';

const ROWS = 70;
const bitsOf = (rows: readonly number[]) => {
  const bits = RowBits.none(ROWS);
  for (const row of rows) bits.add(row);
  return bits;
};
const rowsBelow = (end: number) => Array.from({ length: end }, (_, row) => row);

it('puts a cheap operand that settles most before a dear one that settles little', () => {
  const dear = { cost: 100, settles: bitsOf([0, 1]) };
  const cheap = { cost: 1, settles: bitsOf(rowsBelow(60)) };
  expect(bestMove([dear, cheap], RowBits.all(ROWS))).toEqual({ from: 1, to: 0, saves: 100 * 60 + 68 - 70 });
  expect(bestMove([cheap, dear], RowBits.all(ROWS))).toBeUndefined();
});

it('does not count what both settle twice', () => {
  const first = { cost: 10, settles: bitsOf(rowsBelow(50)) };
  const same = { cost: 10, settles: bitsOf(rowsBelow(50)) };
  expect(bestMove([first, same], RowBits.all(ROWS))).toBeUndefined();
});

it('leaves long lists alone', () => {
  const one = { cost: 100, settles: RowBits.none(ROWS) };
  const operands = [...Array.from({ length: 16 }, () => one), { cost: 1, settles: RowBits.all(ROWS) }];
  expect(bestMove(operands, RowBits.all(ROWS))).toBeUndefined();
  expect(bestMove(operands.slice(1), RowBits.all(ROWS))).toMatchObject({ from: 15, to: 0 });
});

it('finds what trying every move row by row finds', () => {
  const operand = fc.record({
    cost: fc.integer({ min: 1, max: 50 }),
    rows: fc.uniqueArray(fc.integer({ min: 0, max: ROWS - 1 })),
  });
  fc.assert(
    fc.property(fc.array(operand, { minLength: 1, maxLength: 5 }), (operands) => {
      const costOf = (order: typeof operands) => {
        let total = 0;
        for (let row = 0; row < ROWS; row++) {
          for (const { cost, rows } of order) {
            total += cost;
            if (rows.includes(row)) break;
          }
        }
        return total;
      };
      const savings = operands.flatMap((_, from) =>
        operands.flatMap((__, to) => (to < from ? costOf(operands) - costOf(moved(operands, from, to)) : [])),
      );
      const measured = operands.map(({ cost, rows }) => ({ cost, settles: bitsOf(rows) }));
      expect(bestMove(measured, RowBits.all(ROWS))?.saves ?? 0).toBe(Math.max(0, ...savings));
    }),
  );
});
