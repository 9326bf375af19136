import { AsyncParser } from '@json2csv/node';
import { defuse } from '../report/exporters/csv.ts';
import type { ComparedRule, Comparison } from './comparison-file.ts';

const FIELDS = [
  'rule_id',
  'base_rule_id',
  'name',
  'side',
  'edited',
  'verdict',
  'base_ns_per_event',
  'head_ns_per_event',
  'ratio',
  'ratio_low',
  'ratio_high',
  'p_value',
  'corrected_p_value',
  'alerts_gained',
  'alerts_lost',
  'counters',
] as const;

type Row = Partial<Record<(typeof FIELDS)[number], string | number | boolean | null>>;

/** A comparison as CSV, one row per rule of either side; what is null is an empty cell. */
export async function comparisonCsv({ rules, added, removed }: Comparison): Promise<string> {
  const only = (side: string) => (rule: Comparison['added'][number]) => ({
    rule_id: defuse(rule.rule_id),
    name: defuse(rule.name),
    side,
  });
  const rows: Row[] = [...rules.map(csvRow), ...added.map(only('head')), ...removed.map(only('base'))];
  const text = await new AsyncParser<Row, Row>({ fields: [...FIELDS], eol: '\n' }).parse(rows).promise();
  return `${text}\n`;
}

function csvRow({ time, alerts, counters, ...rule }: ComparedRule): Row {
  return {
    rule_id: defuse(rule.rule_id),
    base_rule_id: defuse(rule.base_rule_id),
    name: defuse(rule.name),
    side: 'both',
    edited: rule.edited,
    verdict: time.verdict,
    base_ns_per_event: time.base_ns_per_event,
    head_ns_per_event: time.head_ns_per_event,
    ratio: time.ratio,
    ratio_low: time.interval?.[0] ?? null,
    ratio_high: time.interval?.[1] ?? null,
    p_value: time.p_value,
    corrected_p_value: time.corrected_p_value,
    alerts_gained: alerts?.gained ?? null,
    alerts_lost: alerts?.lost ?? null,
    counters: counters.map(({ name, base, head }) => `${name} ${base ?? ''}>${head ?? ''}`).join(';'),
  };
}
