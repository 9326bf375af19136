import { AsyncParser } from '@json2csv/node';
import { RULE_KEYS, type RuleRow } from '../run-file.ts';
import { type Exporter, writeText } from './exporter.ts';

/**
 * One row per rule under the run file's names. What is null is an empty cell; tags are joined by semicolons,
 * lists and objects are JSON.
 */
export const csvExporter: Exporter = {
  extensions: ['.csv'],
  async write(run, out) {
    const parser = new AsyncParser<CsvRow, CsvRow>({ fields: [...RULE_KEYS], eol: '\n' });
    const text = await parser.parse(run.rules.map(csvRow)).promise();
    await writeText(out, `${text}\n`);
  },
};

type CsvRow = Record<keyof RuleRow, string | number | boolean | null>;

function csvRow(row: RuleRow): CsvRow {
  const cells = RULE_KEYS.map((key) => [key, cell(row[key])] as const);
  return Object.fromEntries(cells) as CsvRow;
}

function cell(value: RuleRow[keyof RuleRow]): CsvRow[keyof RuleRow] {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value) && isText(value)) return defuse(value.join(';'));
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'string' ? defuse(value) : value;
}

function isText(list: readonly unknown[]): list is readonly string[] {
  return list.every((one) => typeof one === 'string');
}

/**
 * Ids and names come from rule files. A spreadsheet runs a cell that starts like a formula, so such a cell
 * gets a leading apostrophe, which spreadsheets take for "this is text".
 */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
