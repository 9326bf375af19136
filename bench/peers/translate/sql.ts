import { type Column, categoryColumn, testColumn } from '../rules/columns.ts';
import { patternShape } from '../rules/pattern.ts';
import type { Clause, PeerRule, Test } from '../rules/rule.ts';

/** The rule as a condition over the columns of `loadQuery`. */
export function toSql({ category, clauses }: PeerRule): string {
  return [categoryColumn(category).name, ...clauses.map(clauseText)].join(' AND ');
}

function clauseText(clause: Clause): string {
  // A comparison with a column that is null is null, and so is its negation.
  return clause.kind === 'not' ? `NOT coalesce(${testText(clause.test)}, false)` : testText(clause);
}

function testText(test: Test): string {
  const { name } = testColumn(test);
  switch (test.kind) {
    case 'equals':
      return `${name} = ${sqlString(test.value)}`;
    case 'one-of':
      return `${name} IN (${test.values.map((value) => sqlString(value.toLowerCase())).join(', ')})`;
    case 'like':
      return `(${test.patterns.map((pattern) => patternText(name, pattern)).join(' OR ')})`;
    case 'compare':
      return `${name} ${test.operator} ${test.value}`;
  }
}

function patternText(name: string, pattern: string): string {
  const shape = patternShape(pattern);
  switch (shape.kind) {
    case 'whole':
      return `${name} = ${sqlString(shape.text)}`;
    case 'start':
      return `starts_with(${name}, ${sqlString(shape.text)})`;
    case 'end':
      return `ends_with(${name}, ${sqlString(shape.text)})`;
    case 'inside':
      return `contains(${name}, ${sqlString(shape.text)})`;
    case 'other':
      return `${name} LIKE ${likePattern(shape.pattern)}`;
  }
}

/** `ESCAPE` only where it is needed: DuckDB runs a plain LIKE faster. */
function likePattern(pattern: string): string {
  const translated = pattern.replaceAll(/[%_!*?]/g, (one) => ({ '*': '%', '?': '_' })[one] ?? `!${one}`);
  if (!/[%_]/.test(pattern)) return sqlString(translated.replaceAll('!!', '!'));
  return `${sqlString(translated)} ESCAPE '!'`;
}

/** A text as SQL writes it. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The query that reads the columns from a file of events, in its order. Only the fields that rules read are named, so
 * DuckDB skips the others.
 *
 * @param file an NDJSON file
 */
export function loadQuery(columns: readonly Column[], file: string): string {
  const selected = columns.map((column) => `${columnText(column)} AS ${column.name}`);
  const types = Object.entries(fieldTypes(columns)).map(
    ([name, type]) => `${sqlName(name)}: ${sqlString(type)}`,
  );
  const source = `read_ndjson(${sqlString(file)}, columns = {${types.join(', ')}})`;
  return `SELECT ${selected.join(', ')} FROM ${source}`;
}

function columnText({ path, kind, value = '' }: Column): string {
  const field = path.split('.').map(sqlName).join('.');
  if (kind === 'text' || kind === 'number') return field;
  if (kind === 'folded') return `lower(${field})`;
  const listed = `list_contains(from_json(${field}, '["VARCHAR"]'), ${sqlString(value)})`;
  return `CASE json_type(${field}) WHEN 'ARRAY' THEN ${listed} ELSE (${field} ->> '$') = ${sqlString(value)} END`;
}

interface Fields {
  [name: string]: Fields | string;
}

/** The type of each field at the top of an event, nested ones as STRUCT. */
function fieldTypes(columns: readonly Column[]): Record<string, string> {
  const tree: Fields = Object.create(null);
  for (const { path, kind } of columns) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let fields = tree;
    for (const name of names) fields = (fields[name] ??= Object.create(null)) as Fields;
    fields[last] = kind === 'category' ? 'JSON' : kind === 'number' ? 'DOUBLE' : 'VARCHAR';
  }
  return Object.fromEntries(Object.entries(tree).map(([name, field]) => [name, typeText(field)]));
}

function typeText(field: Fields | string): string {
  if (typeof field === 'string') return field;
  return `STRUCT(${Object.entries(field)
    .map(([name, inner]) => `${sqlName(name)} ${typeText(inner)}`)
    .join(', ')})`;
}

function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
