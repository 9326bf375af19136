import { AsyncParser } from '@json2csv/node';
import { RULE_KEYS, type RuleRow } from '../run-file.ts';
import { type Exporter, writeText } from './exporter.ts';

/** Long lists that no cell can show; JSON has them. */
const LEFT_OUT: ReadonlySet<keyof RuleRow> = new Set(['latency_histogram'] as const);

/** The columns, in the order of the run file. */
export const CSV_KEYS: readonly (keyof RuleRow)[] = RULE_KEYS.filter((key) => !LEFT_OUT.has(key));

/**
 * One row per rule under the run file's names, without histograms of latencies and without the series of the run. What is
 * null is an empty cell; tags are joined by semicolons, lists and objects are JSON.
 */
export const csvExporter: Exporter = {
  extensions: ['.csv'],
  async write(run, out) {
    const parser = new AsyncParser<CsvRow, CsvRow>({ fields: [...CSV_KEYS], eol: '\n' });
    const text = await parser.parse(run.rules.map(csvRow)).promise();
    await writeText(out, `${text}\n`);
  },
};

type CsvRow = Partial<Record<keyof RuleRow, string | number | boolean | null>>;

function csvRow(row: RuleRow): CsvRow {
  const cells = CSV_KEYS.map((key) => [key, cell(row[key])]);
  return { ...Object.fromEntries(cells), tags: defuse(row.tags.join(';')) };
}

function cell(value: RuleRow[keyof RuleRow]): string | number | boolean | null {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'string' ? defuse(value) : value;
}

/**
 * Ids and names come from rule files. A spreadsheet runs a cell that starts like a formula, so such a cell
 * gets a leading apostrophe, which spreadsheets take for "this is text".
 */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
