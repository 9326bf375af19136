import { AsyncParser } from '@json2csv/node';
import { defuse } from '../report/exporters/csv.ts';
import type { BenchedRule, BenchFile } from './bench-file.ts';
import { SIDES, type Side } from './side.ts';

const FIGURES = [
  'events',
  'batch_events',
  'samples',
  'median_ns',
  'spread',
  'p75_ns',
  'p99_ns',
  'mean_ns',
  'margin_ns',
  'margin',
  'first_ns',
  'fields_ns',
  'whole_ns',
  'matched_share',
] as const;

const FIELDS = [
  'rule_id',
  'name',
  'type',
  'side',
  'events_reached',
  'events_matched',
  ...FIGURES,
  'warnings',
] as const;

type Row = Partial<Record<(typeof FIELDS)[number], string | number | null>>;

/** A bench as CSV: two rows per rule, one for events it matches and one for the others; what is null is an empty cell. */
export async function benchCsv({ rules }: BenchFile): Promise<string> {
  const rows = rules.flatMap((rule) => SIDES.map((side) => csvRow(rule, side)));
  const text = await new AsyncParser<Row, Row>({ fields: [...FIELDS], eol: '\n' }).parse(rows).promise();
  return `${text}\n`;
}

function csvRow(rule: BenchedRule, side: Side): Row {
  return {
    rule_id: defuse(rule.rule_id),
    name: defuse(rule.name),
    type: rule.type,
    side,
    events_reached: rule.events_reached,
    events_matched: rule.events_matched,
    ...Object.fromEntries(FIGURES.map((key) => [key, rule[side]?.[key] ?? null])),
    warnings: rule.warnings.join(';'),
  };
}
