import type { Effect } from '../report/verdict.ts';
import type { Budget, Level } from './budget.ts';
import { namedRule } from './selector.ts';

interface BudgetParts extends Pick<Budget, 'metric' | 'selector' | 'threshold' | 'source'> {
  /** Metric and selector as written. */
  readonly name: string;
  readonly level?: Level | undefined;
  readonly noData?: Effect | undefined;
  readonly tooNoisy?: Effect | undefined;
}

/**
 * A budget with what is not said filled in: level error; no data fails where one rule is named or the whole run is
 * meant, else warns; too noisy warns.
 */
export function makeBudget({
  name,
  level = 'error',
  noData,
  tooNoisy = 'warn',
  ...parts
}: BudgetParts): Budget {
  const isMeant = parts.metric.scope === 'run' || namedRule(parts.selector) !== undefined;
  return {
    ...parts,
    text: `${name}: ${parts.threshold.text}`,
    level,
    noData: noData ?? (isMeant ? 'fail' : 'warn'),
    tooNoisy,
  };
}
