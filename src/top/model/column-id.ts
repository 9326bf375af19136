/** The columns of the table, in the order they stand in. */
export const COLUMN_IDS = [
  'rule',
  'type',
  'memory',
  'peak',
  'cpu',
  'cpuShare',
  'events',
  'alerts',
  'alertRate',
  'latency',
  'p99',
  'lastHit',
] as const;

export type ColumnId = (typeof COLUMN_IDS)[number];
