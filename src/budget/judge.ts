import type { RuleRow, RunFile } from '../report/run-file.ts';
import type { Effect, VerdictEntry } from '../report/verdict.ts';
import type { BaseComparison } from './base-comparison.ts';
import type { Budget } from './budget.ts';
import { compare, isUncertain } from './compare-figure.ts';
import type { Figure, Measured, Missing } from './metric.ts';
import { partOfRun } from './part-of-run.ts';
import { namedRule, selects } from './selector.ts';
import { worstFirst } from './worst-first.ts';

/** What was found, before anybody asked what it does. */
interface Finding {
  readonly verdict: VerdictEntry['verdict'];
  readonly figure: Figure | undefined;
  readonly reason: string | null;
}

/**
 * Judges each budget on each rule that its selector picks, or on the whole run. Rules of a type that has no such figure are
 * left out, unless they are picked by name.
 *
 * @param base what became of it since an earlier run, for budgets of regression
 * @returns the worst first; none only where there are no budgets
 */
export function judgeBudgets(
  budgets: readonly Budget[],
  run: RunFile,
  base: BaseComparison | undefined,
): VerdictEntry[] {
  const measured = { run, base };
  const verdicts = budgets.flatMap((budget) => {
    const { metric, selector, threshold } = budget;
    const judged = (rule: RuleRow | undefined, finding: Finding) => ({
      entry: entryOf(budget, rule, finding),
      operator: threshold.operator,
    });
    if (metric.scope === 'run') return [judged(undefined, find(budget, measured, undefined))];
    const rules = run.rules.filter((rule) => selects(selector, rule));
    if (rules.length === 0) return [judged(undefined, NO_RULE)];
    const { types } = threshold.figure;
    const isMeant = ({ type }: RuleRow) => types === undefined || types.includes(type);
    const meant = namedRule(selector) === undefined ? rules.filter(isMeant) : rules;
    if (meant.length === 0) return [judged(undefined, NO_FIGURE)];
    return meant.map((rule) => judged(rule, find(budget, measured, rule)));
  });
  return worstFirst(verdicts);
}

const NO_RULE: Finding = {
  verdict: 'no-data',
  figure: undefined,
  reason: 'the selector picks no rule that ran',
};

const NO_FIGURE: Finding = {
  verdict: 'no-data',
  figure: undefined,
  reason: 'rules of these types have no such figure',
};

const IMPRECISE = 'the limit lies within the interval of the figure';

const BUSY = 'the machine was too busy to tell';

function find({ metric, threshold }: Budget, measured: Measured, rule: RuleRow | undefined): Finding {
  const found = threshold.figure.read(measured, rule);
  if (isMissing(found)) return { verdict: 'no-data', figure: undefined, reason: found.missing };
  if (found.tooNoisy !== undefined) return { verdict: 'too-noisy', figure: found, reason: found.tooNoisy };
  if (isUncertain(found, threshold.operator, threshold.limit))
    return { verdict: 'too-noisy', figure: found, reason: found.isOfBusyMachine ? BUSY : IMPRECISE };
  if (!compare(found.value, threshold.operator, threshold.limit))
    return { verdict: 'fail', figure: found, reason: null };
  // What part of a run kept, the rest of it may break; what it broke stays broken.
  const part = partOfRun(metric, measured, rule);
  return part === null
    ? { verdict: 'pass', figure: found, reason: null }
    : { verdict: 'no-data', figure: found, reason: part };
}

function isMissing(found: Figure | Missing): found is Missing {
  return 'missing' in found;
}

function entryOf(
  budget: Budget,
  rule: RuleRow | undefined,
  { verdict, figure, reason }: Finding,
): VerdictEntry {
  const ends = figure?.interval ?? null;
  return {
    budget: budget.text,
    source: budget.source,
    rule_id: rule?.rule_id ?? namedRule(budget.selector) ?? null,
    level: budget.level,
    verdict,
    effect: effectOf(budget, verdict),
    value: figure !== undefined && Number.isFinite(figure.value) ? figure.value : null,
    interval: ends?.every(Number.isFinite) ? [ends[0], ends[1]] : null,
    limit: budget.threshold.limit,
    unit: budget.metric.unit,
    reason: figure !== undefined && !Number.isFinite(figure.value) ? 'the base run had none' : reason,
  };
}

/** A budget of level warn never fails a run, whatever is said of no data. */
function effectOf({ level, noData, tooNoisy }: Budget, verdict: VerdictEntry['verdict']): Effect {
  const effects = { pass: 'pass', fail: 'fail', 'no-data': noData, 'too-noisy': tooNoisy } as const;
  const effect = effects[verdict];
  return effect === 'fail' && level === 'warn' ? 'warn' : effect;
}
