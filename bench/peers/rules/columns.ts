import type { Clause, PeerRule, Test } from './rule.ts';

/**
 * What rules read of an event. Peers without a notion of fields that ignore case read each column once per event, not
 * once per rule.
 */
export interface Column {
  /** A name in every peer's language: `[a-z_][a-z0-9_]*`. */
  readonly name: string;
  /** The ECS path. */
  readonly path: string;
  /**
   * - `text` as it is recorded
   * - `folded` in lower case
   * - `number`
   * - `category` whether `value` is the text at the path, or one of the texts there
   */
  readonly kind: 'text' | 'folded' | 'number' | 'category';
  /** Of a `category`. */
  readonly value?: string;
}

/** The columns that rules read, each once, in order of first use. */
export function columnsOf(rules: readonly PeerRule[]): Column[] {
  const byName = new Map<string, Column>();
  for (const rule of rules) {
    for (const column of [categoryColumn(rule.category), ...rule.clauses.map(clauseColumn)])
      byName.set(column.name, column);
  }
  return [...byName.values()];
}

/** @param category a value of `event.category` */
export function categoryColumn(category: string): Column {
  return { name: `is_${identifier(category)}`, path: 'event.category', kind: 'category', value: category };
}

/** The column that a test reads. */
export function testColumn(test: Test): Column {
  const path = test.field;
  if (test.kind === 'equals') return { name: identifier(path), path, kind: 'text' };
  if (test.kind === 'compare') return { name: `${identifier(path)}_number`, path, kind: 'number' };
  return { name: `${identifier(path)}_folded`, path, kind: 'folded' };
}

function clauseColumn(clause: Clause): Column {
  return testColumn(clause.kind === 'not' ? clause.test : clause);
}

function identifier(path: string): string {
  return path.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
}
