import type { RuleType } from './rule-type.ts';
import type { RuleRow } from './run-file.ts';

/** What rules can be ranked by; the order of the help text. */
export const SORT_KEYS = ['cpu', 'memory', 'events', 'alerts', 'latency'] as const;

export type SortKey = (typeof SORT_KEYS)[number];

/** Which rules to show. */
export const RULE_FILTERS = ['lua', 'eql', 'sequence', 'wasm', 'all'] as const;

export type RuleFilter = (typeof RULE_FILTERS)[number];

export interface RankOptions {
  readonly sort: SortKey;
  readonly filter: RuleFilter;
  /** How many rules to show; 0 shows all. */
  readonly topN: number;
}

export interface Ranking {
  /** The largest first; at most `topN`. */
  readonly shown: readonly RuleRow[];
  /** Those that passed the filter and are not shown, in the same order. */
  readonly hidden: readonly RuleRow[];
}

const METRIC_OF_KEY: Readonly<Record<SortKey, (row: RuleRow) => number | null>> = {
  cpu: (row) => row.cpu_time_ns,
  memory: (row) => row.memory_bytes,
  events: (row) => row.events_processed,
  alerts: (row) => row.alerts_generated,
  latency: (row) => row.avg_latency_ns,
};

const TYPE_OF_FILTER: Readonly<Record<Exclude<RuleFilter, 'all'>, RuleType>> = {
  lua: 'Lua',
  eql: 'EQL',
  sequence: 'Sequence',
  wasm: 'Wasm',
};

/**
 * Ranks rules by a metric, the largest first. Equal rules stand in the order of their ids, so that two runs
 * of one pack list them alike; rules without the metric (null) come last.
 */
export function rankRules(rows: readonly RuleRow[], options: RankOptions): Ranking {
  const { sort, filter, topN } = options;
  const kept = filter === 'all' ? rows : rows.filter((row) => row.type === TYPE_OF_FILTER[filter]);
  const ranked = kept.toSorted(byMetric(METRIC_OF_KEY[sort]));
  const cut = topN === 0 ? ranked.length : topN;
  return { shown: ranked.slice(0, cut), hidden: ranked.slice(cut) };
}

function byMetric(metric: (row: RuleRow) => number | null) {
  return (a: RuleRow, b: RuleRow): number => {
    // Every metric is 0 or more, so -1 puts the unmeasured behind.
    const difference = (metric(b) ?? -1) - (metric(a) ?? -1);
    if (difference !== 0) return difference;
    // By code units and not by locale: the same order on every machine.
    return a.rule_id < b.rule_id ? -1 : a.rule_id > b.rule_id ? 1 : 0;
  };
}
