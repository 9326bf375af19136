import { EqlError } from '../diagnostic.ts';
import type { Literal, Span } from './ast.ts';

/** Milliseconds of every unit, largest first. */
export const MAXSPAN_UNITS: ReadonlyMap<string, number> = new Map([
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
]);

const ADVICE = 'Write a whole number and one of the units ms, s, m, h, d, as in maxspan=5m';

/**
 * The length of a maxspan in milliseconds.
 *
 * @param unit null where the text has none.
 * @param span of the clause, for errors.
 * @throws EqlError unless it is a positive whole number with a unit.
 */
export function maxspanMilliseconds(count: Literal, unit: string | null, span: Span): number {
  if (unit === null) throw new EqlError('maxspan needs a unit', span, ADVICE);
  const unitMs = MAXSPAN_UNITS.get(unit);
  if (unitMs === undefined) throw new EqlError('unknown unit of maxspan', span, ADVICE);
  if (count.decimal) throw new EqlError('maxspan must be a whole number', count.span, ADVICE);
  const milliseconds = Number(count.value) * unitMs;
  if (milliseconds === 0) throw new EqlError('maxspan must be longer than zero', count.span, ADVICE);
  if (!Number.isSafeInteger(milliseconds)) {
    throw new EqlError('maxspan is too long', count.span, 'Leave it out to have no limit');
  }
  return milliseconds;
}
