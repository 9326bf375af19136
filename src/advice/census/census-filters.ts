import { conjuncts } from '../../engine/batch/conjunction.ts';
import type { IndexedFilter } from '../../engine/batch/indexed-filter.ts';
import { type SplitCondition, splitCondition } from '../../engine/batch/split-condition.ts';
import type { Dialect, EventFilter, Expression, Query } from '../../engine/eql/ast.ts';
import { fieldsOf } from '../../engine/eql/compile/constants.ts';
import { subExpressions } from '../../engine/eql/sub-expressions.ts';
import type { EqlRule, RuleIndex } from '../../engine/rule.ts';

/** A filter of a rule as the census looks at it. */
export interface CensusFilter {
  readonly rule: RuleIndex;
  readonly dialect: Dialect;
  /** See `FilterCensus.step`. */
  readonly step: number | null | undefined;
  readonly filter: EventFilter;
  /** Splits a condition as the engine does in this run. */
  readonly split: (condition: Expression) => SplitCondition;
  /** Fields that it, or another way to write it, may read in lower case. */
  readonly foldedPaths: readonly string[];
  /** What finds the events that a condition in its place would have to look at. */
  readonly indexed: (condition: Expression) => IndexedFilter;
  /** Finds the events it has to look at, as in the run. */
  readonly candidates: IndexedFilter;
  /** Finds all events of its category. */
  readonly offered: IndexedFilter;
}

/**
 * The filters of a rule, those of steps in the order they are written and `until` last.
 *
 * @param index whether the run had the index
 */
export function censusFilters(rule: RuleIndex, { query, dialect, categoryField }: EqlRule, index: boolean) {
  const split = index ? splitCondition : inOneStage;
  return filtersWithSteps(query).map(({ step, filter }): CensusFilter => {
    const { category, condition } = filter;
    const reads = fieldsOf(condition).map(({ path }) => path);
    const common = { rule, categoryField, category, reads };
    const indexed = (one: Expression): IndexedFilter => {
      const { selectors, whole } = split(one);
      return { ...common, selectors, whole };
    };
    return {
      rule,
      dialect,
      step,
      filter,
      split,
      foldedPaths: insensitiveFields(condition),
      indexed,
      candidates: indexed(condition),
      offered: { ...common, selectors: [], whole: null },
    };
  });
}

/** The fields of tests that ignore case. */
function insensitiveFields(condition: Expression): readonly string[] {
  if ('insensitive' in condition && condition.insensitive) return fieldsOf(condition).map(({ path }) => path);
  return subExpressions(condition).flatMap(insensitiveFields);
}

/** As the engine runs it without an index, its clauses apart. */
function inOneStage(condition: Expression): SplitCondition {
  return { selectors: [], stages: [conjuncts(condition)], whole: null };
}

interface FilterWithStep {
  readonly step: number | null | undefined;
  readonly filter: EventFilter;
}

function filtersWithSteps(query: Query): readonly FilterWithStep[] {
  if (query.kind === 'event') return [{ step: null, filter: query.filter }];
  const steps = query.steps.map(({ filter }, step): FilterWithStep => ({ step, filter }));
  const until = query.kind === 'sequence' && query.until !== null ? [query.until.filter] : [];
  return [...steps, ...until.map((filter): FilterWithStep => ({ step: undefined, filter }))];
}
