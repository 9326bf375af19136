import type { RowBits } from './row-bits.ts';

/** An operand of `and` or `or`, as sampled rows met it. */
export interface MeasuredOperand {
  /** What it takes for one row; any unit. */
  readonly cost: number;
  /** The rows for which it settles the matter: of `and` those it does not hold for, of `or` those it holds for. */
  readonly settles: RowBits;
}

/** Putting an operand right before another one. */
export interface Move {
  /** The places of both, as written, from 0; `from` is greater. */
  readonly from: number;
  readonly to: number;
  /** What would be spared over all rows. */
  readonly saves: number;
}

/** More operands than that are left as they are: finding the best of all moves takes time by the cube of them. */
export const MAX_MOVED_OPERANDS = 16;

/**
 * The one move that spares most, were each operand to cost the same wherever it stands. Counts on no independence: what
 * rows are left after some operands is looked up and not estimated. Undefined where no move spares anything.
 *
 * @param rows the rows that reach the first operand
 */
export function bestMove(operands: readonly MeasuredOperand[], rows: RowBits): Move | undefined {
  if (operands.length > MAX_MOVED_OPERANDS) return undefined;
  const written = costOf(operands, rows);
  let best: Move | undefined;
  for (let from = 1; from < operands.length; from++) {
    for (let to = 0; to < from; to++) {
      const saves = written - costOf(moved(operands, from, to), rows);
      if (saves > (best?.saves ?? 0)) best = { from, to, saves };
    }
  }
  return best;
}

/** A copy of a list with the element at one place put at an earlier one. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from]!);
}

/** What the operands cost in this order: each is run on the rows that those before it have not settled. */
function costOf(operands: readonly MeasuredOperand[], rows: RowBits): number {
  let left = rows;
  let total = 0;
  for (const { cost, settles } of operands) {
    total += cost * left.count;
    left = left.without(settles);
  }
  return total;
}
