import { type Document, isMap, isScalar, type Pair, type ParsedNode } from 'yaml';
import type { Diagnostic } from '../../diagnostic.ts';
import { MAX_PATH_NAMES } from '../../eql/limits.ts';
import type { FieldTable, NumberedField } from '../../predicate/field-table.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import { knownFields } from '../known-fields.ts';
import { quote } from '../quote.ts';
import type { SourceFile } from '../source-file.ts';
import { yamlPlace } from './yaml-place.ts';

const MAX_FIELD_ID = 2 ** 32 - 1;

/** A file called schema.yaml may belong to something else. */
export function isFieldTable(document: Document.Parsed): boolean {
  return isMap(document.contents) && document.contents.has('fields');
}

/** Reads `fields`, a mapping of numbers to paths. Faulty entries are reported and left out. */
export function readFieldTable(
  source: SourceFile,
  document: Document.Parsed,
  diagnostics: Diagnostic[],
): FieldTable {
  const table = new Map<number, NumberedField>();
  const fields: unknown = document.get('fields', true);
  const refuse = (node: unknown, message: string): undefined => {
    diagnostics.push(fileDiagnostic(source, { code: 'invalid-schema', message }, yamlPlace(source, node)));
  };
  if (!isMap<ParsedNode, ParsedNode | null>(fields)) {
    refuse(fields, '"fields" must be a mapping of field ids to paths, as in "2: process.pid"');
    return table;
  }
  for (const entry of fields.items) {
    const field = readField(entry, refuse);
    if (field === undefined) continue;
    if (table.has(field.id)) {
      refuse(entry.key, `the field id ${field.id} is there twice; the first one counts`);
      continue;
    }
    table.set(field.id, field);
    warnOfUnknownPath(source, entry, field.path, diagnostics);
  }
  return table;
}

function readField(
  { key, value }: Pair<ParsedNode, ParsedNode | null>,
  refuse: (node: unknown, message: string) => undefined,
): NumberedField | undefined {
  const id = idOf(isScalar(key) ? key.value : undefined);
  if (id === undefined) return refuse(key, `a field id must be a whole number from 0 to ${MAX_FIELD_ID}`);
  const path: unknown = isScalar(value) ? value.value : undefined;
  if (typeof path !== 'string' || path.trim() === '' || path.split('.').length > MAX_PATH_NAMES) {
    return refuse(value ?? key, `the path of field ${id} must be the name of a field, as in "process.pid"`);
  }
  return { id, path: path.trim() };
}

/** JSON knows no keys but texts. */
function idOf(key: unknown): number | undefined {
  const id = typeof key === 'string' && /^\d{1,10}$/.test(key) ? Number(key) : key;
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= MAX_FIELD_ID ? id : undefined;
}

function warnOfUnknownPath(
  source: SourceFile,
  entry: Pair<ParsedNode, ParsedNode | null>,
  path: string,
  diagnostics: Diagnostic[],
): void {
  const known = knownFields();
  const meant = known.has(path) ? undefined : known.closest(path);
  if (meant === undefined) return;
  const message = `unknown field ${quote(path)}`;
  const fault = { severity: 'warning', code: 'unknown-field', message, advice: `Did you mean '${meant}'?` };
  diagnostics.push(fileDiagnostic(source, { ...fault, severity: 'warning' }, yamlPlace(source, entry.value)));
}
