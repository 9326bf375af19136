import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULE_FILTERS, rankRules, SORT_KEYS, type SortKey } from '../../src/report/rank.ts';
import type { RuleRow } from '../../src/report/run-file.ts';
import { sampleRun } from './sample-run.ts';

const plain = sampleRun([{ id: 'x' }]).rules[0]!;

function row(rule_id: string, values: Partial<RuleRow> = {}): RuleRow {
  return { ...plain, rule_id, ...values };
}

function ids(rows: readonly RuleRow[]): string[] {
  return rows.map(({ rule_id }) => rule_id);
}

const metricOf: Record<SortKey, keyof RuleRow> = {
  cpu: 'cpu_time_ns',
  memory: 'memory_bytes',
  events: 'events_processed',
  alerts: 'alerts_generated',
  latency: 'avg_latency_ns',
};

describe('rankRules', () => {
  test.each(SORT_KEYS)('by %s puts the largest first', (sort) => {
    const rows = [10, 300, 20].map((value) => row(`v${value}`, { [metricOf[sort]]: value }));
    expect(ids(rankRules(rows, { sort, filter: 'all', topN: 0 }).shown)).toEqual(['v300', 'v20', 'v10']);
  });

  test('equal rules stand in the order of their ids, the same in every locale', () => {
    const rows = ['b', 'ä', 'B', 'a', '10', '9'].map((id) => row(id));
    expect(ids(rankRules(rows, { sort: 'cpu', filter: 'all', topN: 0 }).shown)).toEqual([
      '10',
      '9',
      'B',
      'a',
      'b',
      'ä',
    ]);
  });

  test('what was not measured comes after a measured zero', () => {
    const rows = [row('unknown', { avg_latency_ns: null }), row('zero', { avg_latency_ns: 0 })];
    expect(ids(rankRules(rows, { sort: 'latency', filter: 'all', topN: 0 }).shown)).toEqual([
      'zero',
      'unknown',
    ]);
  });

  test('filters by type', () => {
    const rows = [
      row('e', { type: 'EQL' }),
      row('s', { type: 'Sequence' }),
      row('l', { type: 'Lua' }),
      row('w', { type: 'Wasm' }),
    ];
    const filtered = RULE_FILTERS.map((filter) => [
      filter,
      ids(rankRules(rows, { sort: 'cpu', filter, topN: 0 }).shown),
    ]);
    expect(Object.fromEntries(filtered)).toEqual({
      lua: ['l'],
      eql: ['e'],
      sequence: ['s'],
      wasm: ['w'],
      all: ['e', 'l', 's', 'w'],
    });
  });

  test('cuts after topN and gives back the rest; 0 cuts nothing', () => {
    const rows = ['a', 'b', 'c'].map((id) => row(id));
    const two = rankRules(rows, { sort: 'cpu', filter: 'all', topN: 2 });
    expect([ids(two.shown), ids(two.hidden)]).toEqual([['a', 'b'], ['c']]);
    expect(rankRules(rows, { sort: 'cpu', filter: 'all', topN: 0 }).hidden).toEqual([]);
  });

  test('loses and invents no rule, and does not depend on the order they came in', () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.string(), cpu: fc.nat(3) }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(rows, fc.constantFrom(...SORT_KEYS), fc.nat(5), (values, sort, topN) => {
        const given = values.map(({ id, cpu }) => row(id, { [metricOf[sort]]: cpu }));
        const { shown, hidden } = rankRules(given, { sort, filter: 'all', topN });
        expect(ids([...shown, ...hidden]).toSorted()).toEqual(ids(given).toSorted());
        expect(rankRules(given.toReversed(), { sort, filter: 'all', topN })).toEqual({ shown, hidden });
      }),
    );
  });
});
