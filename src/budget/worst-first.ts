import { EFFECTS, VERDICTS, type VerdictEntry } from '../report/verdict.ts';
import type { Operator } from './budget.ts';

interface Judged {
  readonly entry: VerdictEntry;
  readonly operator: Operator;
}

/**
 * What fails first, then what warns; of these what was measured before what was not, then by how many times the limit
 * the figure is, then by how far it is from it. Equal ones stay as they were.
 */
export function worstFirst(judged: readonly Judged[]): VerdictEntry[] {
  return judged
    .map((one) => ({
      entry: one.entry,
      rank: rankOf(one.entry),
      overrun: overrunOf(one),
      distance: Math.abs((one.entry.value ?? 0) - one.entry.limit),
    }))
    .sort((a, b) => a.rank - b.rank || descending(a.overrun, b.overrun) || descending(a.distance, b.distance))
    .map(({ entry }) => entry);
}

function rankOf({ effect, verdict }: VerdictEntry): number {
  return EFFECTS.indexOf(effect) * VERDICTS.length + VERDICTS.indexOf(verdict);
}

/** How many times the limit, whichever way it goes; infinite for a limit of 0 and growth from nothing. */
function overrunOf({ entry, operator }: Judged): number {
  const { value, limit, verdict } = entry;
  if (value === null) return verdict === 'fail' ? Number.POSITIVE_INFINITY : 0;
  const [more, less] = operator.startsWith('>') ? [limit, value] : [value, limit];
  if (less === 0) return more === 0 ? 1 : Number.POSITIVE_INFINITY;
  return Math.abs(more / less);
}

/** Two infinite ones are equal; their difference is no number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}
