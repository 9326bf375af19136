import { AsyncParser } from '@json2csv/node';
import { RULE_KEYS, type RuleRow } from '../run-file.ts';
import { type Exporter, writeText } from './exporter.ts';

/** One row per rule under the run file's names. What is null is an empty cell; tags are joined by semicolons. */
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
  if (Array.isArray(value)) return defuse(value.join(';'));
  return typeof value === 'string' ? defuse(value) : value;
}

/**
 * Ids and names come from rule files. A spreadsheet runs a cell that starts like a formula, so such a cell
 * gets a leading apostrophe, which spreadsheets take for "this is text".
 */
function defuse(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
