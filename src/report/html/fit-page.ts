import type { RuleRow, RunFile } from '../run-file.ts';
import { scriptSafeJson } from './packed-page.ts';
import { isLeftOut, type LeftOut } from './report-page.ts';

/** What a page's data may take. With script and style the page then stays below 5 MB. */
export const MAX_DATA_BYTES = 4_700_000;

/** A run that may lack detail of rules, and of which. */
export interface FittedRun {
  readonly run: RunFile;
  readonly leftOut: LeftOut;
}

/** The keys of a rule that may be left out. */
const TEXTS = ['hot_spots', 'advice'] as const satisfies readonly (keyof RuleRow)[];
const CHARTS = ['latency_histogram', 'memory_series'] as const satisfies readonly (keyof RuleRow)[];

/**
 * Leaves out detail of the rules that took least time, as far as the run is larger than a page may be. What has to go,
 * goes whole: a rule has its charts or not, and all that took more time have theirs as well.
 *
 * @param run rules in the order of their CPU time, as run files have them
 * @param maxBytes of the data as JSON. What makes up the table is never left out, so very many rules can exceed it
 */
export function fitPage(run: RunFile, maxBytes: number = MAX_DATA_BYTES): FittedRun {
  const seriesOf = new Map(run.series?.rules.map((one) => [one.rule_id, one]));
  const texts = run.rules.map((rule) => bytesOf(TEXTS.map((key) => rule[key])));
  const charts = run.rules.map((rule) =>
    bytesOf([...CHARTS.map((key) => rule[key]), seriesOf.get(rule.rule_id) ?? null]),
  );
  const bare = bytesOf({ ...bareRun(run), rules: run.rules.map((rule) => Object.values(bareRule(rule))) });
  const room = maxBytes - bare;
  // Where both want more than there is, each has half of it.
  const textsFrom = firstBeyond(texts, Math.max(room / 2, room - sum(charts)));
  const chartsFrom = firstBeyond(charts, room - sum(texts.slice(0, textsFrom ?? undefined)));
  return { run: without(run, { textsFrom, chartsFrom }), leftOut: { textsFrom, chartsFrom } };
}

function without(run: RunFile, { textsFrom, chartsFrom }: LeftOut): RunFile {
  if (textsFrom === null && chartsFrom === null) return run;
  const rules = run.rules.map((rule, index) => ({
    ...rule,
    ...(isLeftOut(index, textsFrom) && nulls(TEXTS)),
    ...(isLeftOut(index, chartsFrom) && nulls(CHARTS)),
  }));
  const drawn = new Set(run.rules.slice(0, chartsFrom ?? undefined).map(({ rule_id }) => rule_id));
  const series = run.series && {
    ...run.series,
    rules: run.series.rules.filter(({ rule_id }) => drawn.has(rule_id)),
  };
  return { ...run, rules, series };
}

function bareRun({ series, ...run }: RunFile): RunFile {
  return { ...run, series: series && { ...series, rules: [] } };
}

function bareRule(rule: RuleRow): RuleRow {
  return { ...rule, ...nulls(TEXTS), ...nulls(CHARTS) };
}

function nulls<K extends string>(keys: readonly K[]): Record<K, null> {
  return Object.fromEntries(keys.map((key) => [key, null])) as Record<K, null>;
}

/** The first that does not fit any more; null where all do. */
function firstBeyond(sizes: readonly number[], availableBytes: number): number | null {
  let left = availableBytes;
  const first = sizes.findIndex((size) => (left -= size) < 0);
  return first === -1 ? null : first;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(scriptSafeJson(value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
