import type { RuleType } from '../report/rule-type.ts';
import type { RuleRow, RunFile } from '../report/run-file.ts';
import type { BudgetUnit } from '../report/verdict.ts';
import type { BaseComparison } from './base-comparison.ts';

/** One measured figure, in the unit of its metric. */
export interface Figure {
  /** May be infinite: growth from nothing. */
  readonly value: number;
  /** Where the true value lies; null where the value is exact, or nothing is known of its error. */
  readonly interval: readonly [number, number] | null;
  /** The interval is that wide because other work had the processors. */
  readonly isOfBusyMachine?: true;
  /** Why it cannot be judged, whatever its limit. */
  readonly tooNoisy?: string;
}

/** What a figure is read from. */
export interface Measured {
  readonly run: RunFile;
  /** What became of it since an earlier run; undefined where none was given. */
  readonly base: BaseComparison | undefined;
}

/** No figure, and why in a few words. */
export interface Missing {
  readonly missing: string;
}

/** One figure of a metric, by what k6 calls an aggregation: `p(99)`, `max`, `value`. */
export interface FigureSource {
  /** It comes from the profiler, so a run without profiling has none. */
  readonly needsProfile: boolean;
  /** The only types of rules that have it; all where it is not said. */
  readonly types?: readonly RuleType[];
  /** @param rule the rule judged; undefined only for metrics of the whole run */
  readonly read: (measured: Measured, rule: RuleRow | undefined) => Figure | Missing;
}

/** Something that can have a budget. */
export interface Metric {
  /** `rule_latency`. */
  readonly name: string;
  /** Of each rule that the selector picks, or of the whole run. */
  readonly scope: 'rule' | 'run';
  readonly unit: BudgetUnit;
  /** By aggregation as it is written; the first is the usual one. */
  readonly figures: ReadonlyMap<string, FigureSource>;
  /** Any percentile of it, by its share of 1, where runs can tell: `p(95)` is 0.95. */
  readonly percentile?: (share: number) => FigureSource;
  /** A rule that was offered no event has not shown that it keeps such a budget. */
  readonly needsEvents: boolean;
  /** It compares with an earlier run. */
  readonly needsBase: boolean;
  /** What it is, for the documentation. */
  readonly help: string;
}

/** Why a figure of the run file is null. */
export const NOT_MEASURED = 'not measured, or too little to go by';

/** A figure that is exact, or null in the run file. */
export function exactly(value: number | boolean | null): Figure | Missing {
  return value === null ? { missing: NOT_MEASURED } : { value: Number(value), interval: null };
}

/** A figure with its interval. */
export function within(
  value: number | null,
  interval: readonly [number, number] | null | undefined,
): Figure | Missing {
  return value === null ? { missing: NOT_MEASURED } : { value, interval: interval ?? null };
}
