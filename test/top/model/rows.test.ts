import { describe, expect, test } from 'vitest';
import type { ColumnId } from '../../../src/top/model/column-id.ts';
import { filterOf, filterRows, filterText, SHOW_ALL } from '../../../src/top/model/rule-filter.ts';
import { sortRows } from '../../../src/top/model/sort-rows.ts';
import { type TopRow, topRows } from '../../../src/top/model/top-row.ts';
import { fourKinds, liveRule, liveSnapshot } from '../support/live-fixture.ts';

function ids(rows: readonly TopRow[]): string[] {
  return rows.map(({ info }) => info.id);
}

function fourRows(): TopRow[] {
  const { rules, snapshot } = fourKinds();
  return topRows(
    rules,
    rules.map(({ id }) => id),
    snapshot,
    null,
  );
}

describe('topRows', () => {
  test('works out averages and rates, null where there is nothing to divide by', () => {
    const rules = [liveRule('a'), liveRule('b')];
    const figures = [{ cpuTimeNs: 500, evaluations: 10, offered: 20, alerts: 5 }, {}];
    const [first, second] = topRows(rules, ['a', 'b'], liveSnapshot({ figures }), {
      eventsPerSecond: 1,
      engineLoad: 1,
      cpuShare: [0.25, 0],
    });
    expect(first).toMatchObject({ cpuShare: 0.25, avgLatencyNs: 50, alertRate: 0.25 });
    expect(second).toMatchObject({ cpuShare: 0, avgLatencyNs: null, alertRate: null });
  });
});

describe('sortRows', () => {
  test.each([
    ['cpu', ['eql-one', 'lua-one', 'sequence-one', 'wasm-one']],
    ['memory', ['lua-one', 'wasm-one', 'sequence-one', 'eql-one']],
    ['events', ['sequence-one', 'wasm-one', 'lua-one', 'eql-one']],
    ['alerts', ['wasm-one', 'sequence-one', 'lua-one', 'eql-one']],
    ['latency', ['lua-one', 'eql-one', 'wasm-one', 'sequence-one']],
    ['type', ['eql-one', 'lua-one', 'sequence-one', 'wasm-one']],
  ] satisfies [ColumnId, string[]][])('by %s', (column, expected) => {
    expect(ids(sortRows(fourRows(), column, false))).toEqual(expected);
    expect(ids(sortRows(fourRows(), column, true))).toEqual(expected.toReversed());
  });

  test.each(['memory', 'peak', 'latency', 'alertRate', 'p99', 'lastHit'] satisfies ColumnId[])(
    'rows without a value for %s come last either way round',
    (column) => {
      const rules = [liveRule('a'), liveRule('b'), liveRule('c')];
      const full = {
        memoryBytes: 1,
        peakMemoryBytes: 1,
        cpuTimeNs: 1,
        offered: 1,
        evaluations: 1,
        alerts: 1,
        lastHitNs: 5n,
        p99LatencyNs: 1,
      };
      const rates = { eventsPerSecond: 1, engineLoad: 1, cpuShare: [1, 1, 1] };
      const more = { ...full, memoryBytes: 2, peakMemoryBytes: 2, lastHitNs: 7n, p99LatencyNs: 2 };
      const rows = topRows(rules, ['a', 'b', 'c'], liveSnapshot({ figures: [{}, full, more] }), rates);
      const hasNone = rows[0]!;
      expect(sortRows(rows, column, false).at(-1)).toBe(hasNone);
      expect(sortRows(rows, column, true).at(-1)).toBe(hasNone);
    },
  );

  test('equal rows stand in the order of their ids, either way round', () => {
    const rules = ['b', 'B', 'a'].map((id) => liveRule(id));
    const rows = topRows(rules, ['b', 'B', 'a'], liveSnapshot({ figures: [{}, {}, {}] }), null);
    expect(ids(sortRows(rows, 'cpu', false))).toEqual(['B', 'a', 'b']);
    expect(ids(sortRows(rows, 'cpu', true))).toEqual(['B', 'a', 'b']);
  });
});

describe('filterRows', () => {
  test('all parts must pass', () => {
    const pass = (filter: Partial<typeof SHOW_ALL>) =>
      ids(filterRows(fourRows(), { ...SHOW_ALL, ...filter }));
    expect(pass({})).toHaveLength(4);
    expect(pass({ types: ['Lua', 'Wasm'] })).toEqual(['lua-one', 'wasm-one']);
    expect(pass({ severities: ['high', 'low'] })).toEqual(['eql-one', 'sequence-one']);
    expect(pass({ types: ['Lua'], severities: ['low'] })).toEqual([]);
    expect(pass({ text: 'QUE' })).toEqual(['sequence-one']);
    expect(pass({ text: '!one' })).toEqual([]);
    expect(pass({ text: '!lua' })).toEqual(['eql-one', 'sequence-one', 'wasm-one']);
    expect(pass({ text: '!' })).toHaveLength(4);
  });

  test('a text is no pattern', () => {
    const rules = [liveRule('a.b'), liveRule('axb'), liveRule('(')];
    const rows = topRows(rules, ['a.b', 'axb', '('], liveSnapshot({ figures: [{}, {}, {}] }), null);
    expect(ids(filterRows(rows, { ...SHOW_ALL, text: 'a.b' }))).toEqual(['a.b']);
    expect(ids(filterRows(rows, { ...SHOW_ALL, text: '(' }))).toEqual(['(']);
  });

  test('looks at the name, too', () => {
    const rows = topRows(
      [liveRule('x1', { name: 'Mimikatz' })],
      ['x1'],
      liveSnapshot({ figures: [{}] }),
      null,
    );
    expect(filterRows(rows, { ...SHOW_ALL, text: 'mimi' })).toHaveLength(1);
  });
});

test('the filter of the command line, and its words', () => {
  expect(filterOf('all')).toEqual(SHOW_ALL);
  expect(filterOf('sequence').types).toEqual(['Sequence']);
  expect(filterText(SHOW_ALL)).toBe('all');
  expect(filterText({ types: ['Lua', 'EQL'], severities: ['high'], text: '!x' })).toBe(
    'Lua, EQL; high; "!x"',
  );
});
