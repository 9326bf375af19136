import { expect, test } from 'vitest';
import { columnsOf } from '../../../bench/peers/rules/columns.ts';
import type { PeerRule } from '../../../bench/peers/rules/rule.ts';

test('each column is read once, whatever asks for it', () => {
  const rules: PeerRule[] = [
    {
      id: 'rule-1',
      category: 'process',
      clauses: [
        { kind: 'equals', field: 'event.code', value: '1' },
        { kind: 'one-of', field: 'process.name', values: ['a'] },
        { kind: 'not', test: { kind: 'like', field: 'process.name', patterns: ['b*'] } },
      ],
    },
    {
      id: 'rule-2',
      category: 'process',
      clauses: [
        { kind: 'equals', field: 'process.name', value: 'c' },
        { kind: 'not', test: { kind: 'compare', field: 'process.pid', operator: '<', value: 4 } },
      ],
    },
  ];
  expect(columnsOf(rules)).toEqual([
    { name: 'is_process', path: 'event.category', kind: 'category', value: 'process' },
    { name: 'event_code', path: 'event.code', kind: 'text' },
    { name: 'process_name_folded', path: 'process.name', kind: 'folded' },
    { name: 'process_name', path: 'process.name', kind: 'text' },
    { name: 'process_pid_number', path: 'process.pid', kind: 'number' },
  ]);
});
