import type { Effect } from '../report/verdict.ts';
import type { FigureSource, Metric } from './metric.ts';
import type { Selector } from './selector.ts';

/** How a figure is compared with its limit. `===` is read as `==`. */
export const OPERATORS = ['<=', '>=', '==', '!=', '<', '>'] as const;

export type Operator = (typeof OPERATORS)[number];

/** What a broken budget does: `error` fails the run, `warn` is told and changes nothing. */
export const LEVELS = ['warn', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** `p(99)<50us`: which figure of a metric, and its limit. */
export interface Threshold {
  /** As its author wrote it. */
  readonly text: string;
  readonly figure: FigureSource;
  readonly operator: Operator;
  /** In the unit of the metric: nanoseconds, bytes, a share of 1, a number. */
  readonly limit: number;
}

/** One limit on one metric of the rules that a selector picks, or of the whole run. Parsed, and not yet judged. */
export interface Budget {
  /** As its author wrote it: `rule_latency{rule:x}: p(99)<50us`. */
  readonly text: string;
  /** Where: `budgets.yaml:3`, `--assert`. */
  readonly source: string;
  readonly metric: Metric;
  readonly selector: Selector;
  readonly threshold: Threshold;
  readonly level: Level;
  /** What it does when there is no figure to judge. */
  readonly noData: Effect;
  /** What it does when the figure is not exact enough to judge. */
  readonly tooNoisy: Effect;
}
