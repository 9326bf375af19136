import { MetricsTable } from './metrics-table.ts';

/**
 * One table that holds what several workers counted for the same pack: sums, and the latest of the last hits.
 * @throws Error when there is no table or when they are of different packs (numbers of rules).
 */
export function addTables(tables: readonly MetricsTable[]): MetricsTable {
  const first = tables[0];
  if (first === undefined) throw new Error('there are no metrics tables to add up');
  const total = MetricsTable.create(first.ruleCount, first.stepsOfRule);
  for (const table of tables) {
    if (table.ruleCount !== total.ruleCount) {
      throw new Error(`metrics tables of ${total.ruleCount} and ${table.ruleCount} rules cannot be added up`);
    }
    total.add(table);
  }
  return total;
}

/**
 * Makes a table the sum of others. Whoever reads it in another thread meanwhile sees each value as it was before or as it
 * is after.
 *
 * @throws Error when they are of different packs
 */
export function putSum(target: MetricsTable, tables: readonly MetricsTable[]): void {
  const total = addTables(tables);
  if (total.buffer.byteLength !== target.buffer.byteLength)
    throw new Error('metrics tables of different packs cannot be added up');
  new Float64Array(target.buffer).set(new Float64Array(total.buffer));
}
