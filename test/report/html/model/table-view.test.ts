import { expect, test } from 'vitest';
import { TABLE_COLUMNS } from '../../../../src/report/html/model/table-columns.ts';
import { firstDirection, rulesOfView, type TableView } from '../../../../src/report/html/model/table-view.ts';
import { RULE_TYPES } from '../../../../src/report/rule-type.ts';
import { sampleRun } from '../../sample-run.ts';

const { rules } = sampleRun([
  { id: 'b', cpuTimeNs: 10, offered: 5, alertsNs: [9_007_199_254_740_993n] },
  { id: 'a', cpuTimeNs: 10, offered: 5, alertsNs: [9_007_199_254_740_992n], tags: ['T1059'] },
  { id: 'c', kind: 'lua', cpuTimeNs: 90, name: 'Unused Thing' },
]);

function columnOf(id: string) {
  return TABLE_COLUMNS.find((column) => column.id === id)!;
}

function ids(view: Partial<TableView>): string[] {
  const all = {
    column: columnOf('cpu'),
    direction: 'descending',
    filter: '',
    types: new Set(RULE_TYPES),
  } as const;
  return rulesOfView(rules, { ...all, ...view }).map(({ rule_id }) => rule_id);
}

test('the most time first; equal rules in the order of their ids, whichever way', () => {
  expect(ids({})).toEqual(['c', 'a', 'b']);
  expect(ids({ direction: 'ascending' })).toEqual(['a', 'b', 'c']);
});

test('what was not measured comes last either way', () => {
  const column = columnOf('avg');
  expect(rules.find(({ rule_id }) => rule_id === 'c')!.avg_latency_ns).toBeNull();
  expect(ids({ column })).toEqual(['a', 'b', 'c']);
  expect(ids({ column, direction: 'ascending' })).toEqual(['a', 'b', 'c']);
});

test('times that differ by less than a double can tell are still in order', () => {
  expect(ids({ column: columnOf('hit') })).toEqual(['b', 'a', 'c']);
});

test('the filter looks at ids, names, files and tags in any case', () => {
  expect(ids({ filter: 't1059' })).toEqual(['a']);
  expect(ids({ filter: ' unused ' })).toEqual(['c']);
  expect(ids({ filter: 'B.EQL' })).toEqual(['b']);
  expect(ids({ filter: 'nothing' })).toEqual([]);
});

test('only the kinds that are asked for', () => {
  expect(ids({ types: new Set(['Lua']) })).toEqual(['c']);
});

test('names are sorted from A first, figures and times from the largest', () => {
  expect(firstDirection(columnOf('rule'))).toBe('ascending');
  expect(firstDirection(columnOf('cpu'))).toBe('descending');
  expect(firstDirection(columnOf('hit'))).toBe('descending');
});
