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
