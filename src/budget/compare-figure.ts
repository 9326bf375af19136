import type { Operator } from './budget.ts';
import type { Figure } from './metric.ts';

const COMPARISONS: Readonly<Record<Operator, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
};

/** Whether a value keeps a limit. */
export function compare(value: number, operator: Operator, limit: number): boolean {
  return COMPARISONS[operator](value, limit);
}

/** Whether the true value may as well lie on the other side of the limit. Never of an exact figure. */
export function isUncertain({ interval }: Figure, operator: Operator, limit: number): boolean {
  if (interval === null) return false;
  const [low, high] = interval;
  return (low < limit && limit < high) || compare(low, operator, limit) !== compare(high, operator, limit);
}
