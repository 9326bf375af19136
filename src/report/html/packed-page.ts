import type { RuleRow, RunFile } from '../run-file.ts';
import type { ReportPage } from './report-page.ts';

/** Where a run has nanoseconds since 1970, which exceed 2^53: digits, so that JSON.parse keeps them exact. */
type Digits = string | null;

/** A run with its rules as rows under one list of keys: the keys of 2,000 rules would take megabytes. */
interface PackedRun extends Omit<RunFile, 'stream' | 'series' | 'rules'> {
  readonly stream: Omit<RunFile['stream'], 'first_event_ns' | 'last_event_ns'> & {
    readonly first_event_ns: Digits;
    readonly last_event_ns: Digits;
  };
  readonly series:
    | (Omit<NonNullable<RunFile['series']>, 'end_event_time_ns'> & { readonly end_event_time_ns: Digits[] })
    | null;
  readonly rules: { readonly keys: readonly (keyof RuleRow)[]; readonly rows: readonly unknown[][] };
}

interface PackedPage extends Omit<ReportPage, 'run'> {
  readonly run: PackedRun;
}

/** A page as JSON that may stand in a script element: nothing in it can end the element or begin another. */
export function packPage({ run, ...others }: ReportPage): string {
  return scriptSafeJson({ ...others, run: packRun(run) } satisfies PackedPage);
}

/** The page that `packPage` packed, to the last digit. */
export function unpackPage(text: string): ReportPage {
  const { run, ...others } = JSON.parse(text) as PackedPage;
  return { ...others, run: unpackRun(run) };
}

/** JSON without `<`, and without the two line ends that JavaScript once did not allow in strings. */
export function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function packRun({ rules, stream, series, ...others }: RunFile): PackedRun {
  const keys = rules.length === 0 ? [] : (Object.keys(rules[0]!) as (keyof RuleRow)[]);
  return {
    ...others,
    stream: {
      ...stream,
      first_event_ns: digits(stream.first_event_ns),
      last_event_ns: digits(stream.last_event_ns),
    },
    series: series && { ...series, end_event_time_ns: series.end_event_time_ns.map(digits) },
    rules: { keys, rows: rules.map((rule) => keys.map((key) => rule[key])) },
  };
}

function unpackRun({ rules, stream, series, ...others }: PackedRun): RunFile {
  return {
    ...others,
    stream: {
      ...stream,
      first_event_ns: exact(stream.first_event_ns),
      last_event_ns: exact(stream.last_event_ns),
    },
    series: series && { ...series, end_event_time_ns: series.end_event_time_ns.map(exact) },
    rules: rules.rows.map((row) => unpackRule(rules.keys, row)),
  };
}

function unpackRule(keys: readonly string[], row: readonly unknown[]): RuleRow {
  const rule = Object.fromEntries(keys.map((key, index) => [key, row[index]])) as RuleRow;
  // Packed as digits, whatever its type says until here.
  return { ...rule, last_hit_ns: exact(rule.last_hit_ns as Digits | bigint) };
}

function digits(timeNs: bigint | null): Digits {
  return timeNs === null ? null : String(timeNs);
}

function exact(timeNs: Digits | bigint): bigint | null {
  return timeNs === null ? null : BigInt(timeNs);
}
