import type { RuleType } from '../../rule-type.ts';
import type { RuleRow } from '../../run-file.ts';
import type { TableColumn } from './table-columns.ts';

export type SortDirection = 'ascending' | 'descending';

/** What of the table is shown, and in which order. */
export interface TableView {
  readonly column: TableColumn;
  readonly direction: SortDirection;
  /** Only rules with this text in their id, name, file or tags, in any case; empty: all. */
  readonly filter: string;
  readonly types: ReadonlySet<RuleType>;
}

/** The direction a column is sorted in first: names from A, figures from the largest. */
export function firstDirection({ align, id }: TableColumn): SortDirection {
  return align === 'left' && id !== 'hit' ? 'ascending' : 'descending';
}

/** The rules of a view, in order. Equal ones stand in the order of their ids; unmeasured ones come last either way. */
export function rulesOfView(rules: readonly RuleRow[], view: TableView): RuleRow[] {
  const needle = view.filter.trim().toLowerCase();
  const sign = view.direction === 'ascending' ? 1 : -1;
  const { value } = view.column;
  return rules
    .filter((row) => view.types.has(row.type) && (needle === '' || textOf(row).includes(needle)))
    .sort((a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === null || right === null) {
        return left === right ? compare(a.rule_id, b.rule_id) : left === null ? 1 : -1;
      }
      return sign * compare(left, right) || compare(a.rule_id, b.rule_id);
    });
}

function textOf({ rule_id, name, file, tags }: RuleRow): string {
  return [rule_id, name, file, ...tags].join('\n').toLowerCase();
}

/** By code units and not by locale: the same order on every machine. */
function compare<T extends number | bigint | string>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
