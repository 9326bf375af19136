import type { FieldDemand } from '../../engine/events/field-demand.ts';
import { isEqlRule, type Rule, type RuleIndex } from '../../engine/rule.ts';
import type { Clock } from '../../profiler/clock.ts';
import { type CensusFilter, censusFilters } from './census-filters.ts';
import type { CensusFindings, FilterCensus } from './census-findings.ts';
import { type CountedClauses, countClauses } from './count-clauses.ts';
import type { SampledEvents } from './event-sample.ts';
import { SampleBatch, type SampleRows } from './sample-rows.ts';
import { tryRewrites } from './try-rewrites.ts';

/** What a census looks at. */
export interface CensusInput {
  readonly rules: readonly Rule[];
  readonly sample: readonly SampledEvents[];
  /** By rule, in the run; nanoseconds. */
  readonly cpuTimeNs: ArrayLike<number>;
  /** What was decoded of the events; undefined: all of them. */
  readonly demand: FieldDemand | undefined;
  /** Whether the run had the index. */
  readonly index: boolean;
  readonly clock: Clock;
  /** CPU time of this thread; the clock again where nobody counts it. */
  readonly cpuClock: Clock;
  /** CPU time for looking at rules, once the sample has been indexed; no rule and no trial is begun later than that. */
  readonly budgetNs?: number;
}

/** However many rules there are. */
export const CENSUS_BUDGET_NS = 300e6;

/** Of the budget, for counting; the rest is for trials, which one slow rule could use up. */
const COUNTING_SHARE = 0.5;

/** Counting of a rule that was begun ends at so many budgets: a clause may be slow on events that the rule never runs it on. */
const OVERTIME_SHARE = 3;

/** By the clock it may take so many times as long. */
const MAX_LONGER = 5;

/** More are not compiled again: those that cost less would not be worth changing. */
const MAX_RULES = 100;

/** Rules below this share of the time of all rules are counted, not tried: nothing that is spared there can be seen. */
export const MIN_TRIAL_SHARE = 0.001;

/**
 * Looks at what the clauses of the rules that cost most do with a sample of the events: how often each holds, and
 * whether the rule would be faster written another way. Runs after the replay and touches nothing of its engine.
 */
export function takeCensus(input: CensusInput): CensusFindings {
  const { rules, sample, cpuTimeNs, demand, index, clock, cpuClock, budgetNs = CENSUS_BUDGET_NS } = input;
  const startNs = clock();
  const ranked = rulesByCost(rules, cpuTimeNs);
  const filters = ranked.flatMap((rule) => {
    const one = rules[rule]!;
    return isEqlRule(one) ? censusFilters(rule, one, index) : [];
  });
  const indexed = filters.flatMap(({ candidates, offered }) => [candidates, offered]);
  const folded = new Set(filters.flatMap(({ foldedPaths }) => foldedPaths));
  const batches = sample.map((events) => new SampleBatch(events, indexed, folded, demand));
  const [lookingNs, cpuStartNs] = [clock(), cpuClock()];
  // On a busy machine it takes longer, or nothing would be found there; but nobody waits for ever.
  const isSpent = (share: number): boolean =>
    cpuClock() - cpuStartNs >= share * budgetNs || clock() - lookingNs >= share * MAX_LONGER * budgetNs;
  const counted: CountedFilter[] = [];
  let rulesSeen = 0;
  for (const rule of ranked) {
    if (isSpent(COUNTING_SHARE)) break;
    rulesSeen++;
    for (const [place, filter] of filters.entries()) {
      if (filter.rule !== rule) continue;
      const found = countFilter(filter, place, batches, clock, () => isSpent(OVERTIME_SHARE));
      if (found !== undefined) counted.push(found);
    }
  }
  const leastNs = MIN_TRIAL_SHARE * Array.from(cpuTimeNs).reduce((sum, timeNs) => sum + timeNs, 0);
  const found = counted.map(({ filter, counts, candidates }): FilterCensus => {
    const { rule, step } = filter;
    const isTried = cpuTimeNs[rule]! >= leastNs && !isSpent(1);
    const trials = isTried ? tryRewrites(filter, counts, candidates, clock, () => isSpent(1)) : [];
    return { rule, step, ...counts.findings, trials };
  });
  const events = sample.reduce((sum, { records }) => sum + records.length, 0);
  return { events, rules: rulesSeen, timeNs: Math.round(clock() - startNs), filters: found };
}

interface CountedFilter {
  readonly filter: CensusFilter;
  readonly counts: CountedClauses;
  readonly candidates: readonly SampleRows[];
}

function countFilter(
  filter: CensusFilter,
  place: number,
  batches: readonly SampleBatch[],
  clock: Clock,
  isLate: () => boolean,
): CountedFilter | undefined {
  const candidates = batches.map((batch) => ({ batch, rows: batch.rowsOf(2 * place) }));
  const offered = batches.map((batch) => ({ batch, rows: batch.rowsOf(2 * place + 1) }));
  const counts = countClauses(filter, candidates, offered, clock, isLate);
  return counts && { filter, counts, candidates };
}

function rulesByCost(rules: readonly Rule[], cpuTimeNs: ArrayLike<number>): readonly RuleIndex[] {
  return rules
    .flatMap((rule, index) => (isEqlRule(rule) ? index : []))
    .toSorted((left, right) => cpuTimeNs[right]! - cpuTimeNs[left]!)
    .slice(0, MAX_RULES);
}
