import type { Dialect } from '../eql/ast.ts';
import { MAX_PATH_NAMES } from '../eql/limits.ts';
import { detectDialect } from './detect-dialect.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { LoadPackOptions } from './pack.ts';
import { QUERY_PATHS, reasonToSkip } from './reason-to-skip.ts';
import type { Findings } from './rule-draft.ts';
import { type Found, findInRecord, readRuleFields } from './rule-fields.ts';
import type { SourceFile } from './source-file.ts';
import type { TextLocation } from './text-location.ts';
import { isRecord, ownValue, type UnknownRecord, valueAt } from './unknown-record.ts';

/** Finds the text that the file holds under a key; `keyPath` leads from the record to it. */
export type QueryLocator = (keyPath: readonly string[], text: string) => TextLocation;

/**
 * Reads one rule out of a TOML, JSON or YAML object. What is under `rule` counts as the record itself, as
 * Elastic writes it; Kestrel's `metadata` and `definition` are looked into. Things that are no rules are
 * skipped with the reason, for rules folders hold other files too.
 */
export function readRuleRecord(
  source: SourceFile,
  value: unknown,
  locate: QueryLocator,
  options: LoadPackOptions,
  findings: Findings,
): void {
  const wrapped = isRecord(value) ? ownValue(value, 'rule') : undefined;
  const [record, prefix] = isRecord(wrapped) ? [wrapped, ['rule']] : [value, []];
  const queryPath = QUERY_PATHS.find((path) => valueAt(record, path) !== undefined);
  const skip = reasonToSkip(record, queryPath, prefix.length > 0);
  if (skip !== undefined || queryPath === undefined || !isRecord(record)) {
    if (skip !== undefined) findings.skipped.push({ file: source.shownPath, ...skip });
    return;
  }
  const queryKey = [...prefix, ...queryPath];
  const text = valueAt(record, queryPath);
  if (typeof text !== 'string' || text.trim() === '') {
    const message = `"${queryKey.join('.')}" must be the text of an EQL query`;
    findings.diagnostics.push(fileDiagnostic(source, { code: 'invalid-field', message }));
    return;
  }
  const fields = readRuleFields(
    source,
    {
      id: named(prefix, findInRecord(record, ['id', 'rule_id'])),
      name: named(prefix, findInRecord(record, ['name', 'rule_name'])),
      severity: named(prefix, findInRecord(record, ['severity'])),
      tags: named(prefix, findInRecord(record, ['tags'])),
    },
    findings.diagnostics,
  );
  const settings = readSettings(source, record, text, queryPath, options, findings);
  if (fields === undefined || settings === undefined) return;
  const location = locate(queryKey, text);
  findings.drafts.push({ kind: 'eql', source, ...fields, ...settings, text, location });
}

/** The dialect and the category field, or undefined where they are faulty. */
function readSettings(
  source: SourceFile,
  record: UnknownRecord,
  text: string,
  queryPath: readonly string[],
  options: LoadPackOptions,
  findings: Findings,
): { dialect: Dialect; categoryField: string } | undefined {
  const refuse = (message: string, advice?: string): undefined => {
    findings.diagnostics.push(fileDiagnostic(source, { code: 'invalid-field', message, advice }));
  };
  // Only Kestrel's documents keep a query under `definition`.
  const assumed = options.dialect ?? (queryPath[0] === 'definition' ? 'kestrel' : detectDialect(text));
  const dialect = ownValue(record, 'dialect') ?? assumed;
  if (dialect !== 'elastic' && dialect !== 'kestrel') {
    return refuse('"dialect" must be "elastic" or "kestrel"');
  }
  const { key, value } = findInRecord(record, ['event_category_override', 'category_field']);
  if (value === undefined || value === null) return { dialect, categoryField: 'event.category' };
  if (typeof value !== 'string' || value === '' || value.split('.').length > MAX_PATH_NAMES) {
    return refuse(`"${key}" must be the name of a field`);
  }
  return { dialect, categoryField: value };
}

function named(prefix: readonly string[], { key, value }: Found): Found {
  return { key: [...prefix, key].join('.'), value };
}
