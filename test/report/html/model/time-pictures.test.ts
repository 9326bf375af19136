import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flameBoxes } from '../../../../src/report/html/model/flame-boxes.ts';
import { nodeOf, type TimeBox } from '../../../../src/report/html/model/time-box.ts';
import { type TimeNode, timeTree } from '../../../../src/report/html/model/time-tree.ts';
import { treemapBoxes } from '../../../../src/report/html/model/treemap-boxes.ts';
import type { RuleRow } from '../../../../src/report/run-file.ts';
import { sampleRun } from '../../sample-run.ts';

const spot = fc.record({
  kind: fc.constant('clause' as const),
  text: fc.string(),
  line: fc.constant(null),
  column: fc.constant(null),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  interval: fc.constant(null),
  samples: fc.nat(),
});

/** Rules of any kind and time, some of which are told apart, not always to exactly all of it. */
const rules = fc
  .array(
    fc.record({
      kind: fc.constantFrom('eql' as const, 'sequence' as const, 'lua' as const, 'wasm' as const),
      cpuTimeNs: fc.nat(1e9),
      spots: fc.option(fc.array(spot, { maxLength: 5 })),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((given): RuleRow[] => {
    const run = sampleRun(given.map(({ kind, cpuTimeNs }, index) => ({ id: `r${index}`, kind, cpuTimeNs })));
    return run.rules.map((row) => ({ ...row, hot_spots: given[Number(row.rule_id.slice(1))]!.spots }));
  });

function nodesOf(node: TimeNode): TimeNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function overlap(a: TimeBox, b: TimeBox): boolean {
  const apart = 1e-6;
  return (
    a.x + a.width > b.x + apart &&
    b.x + b.width > a.x + apart &&
    a.y + a.height > b.y + apart &&
    b.y + b.height > a.y + apart
  );
}

describe('the tree of times', () => {
  test('has all time of all rules, and no part is more than the whole', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        const tree = timeTree(rows);
        expect(tree.timeNs).toBe(rows.reduce((sum, { cpu_time_ns }) => sum + cpu_time_ns, 0));
        for (const { timeNs, children } of nodesOf(tree)) {
          const parts = children.reduce((sum, child) => sum + child.timeNs, 0);
          expect(parts).toBeLessThanOrEqual(timeNs * (1 + 1e-9));
        }
      }),
    );
  });

  test('goes from kinds to rules to clauses, the largest first, with what is not told apart', () => {
    const [slow, fast] = sampleRun([
      { id: 'slow', cpuTimeNs: 100 },
      { id: 'fast', cpuTimeNs: 10 },
      { id: 'unused' },
    ]).rules as [RuleRow, RuleRow];
    const clause = { kind: 'clause', line: null, column: null, interval: null, samples: 1 } as const;
    const spots = [
      { ...clause, text: 'small', share: 0.2 },
      { ...clause, text: 'large', share: 0.5 },
    ];
    const tree = timeTree([fast, { ...slow, hot_spots: spots }]);
    const described = nodesOf(tree).map(({ name, timeNs, isRest }) => [name, Math.round(timeNs), isRest]);
    expect(described).toEqual([
      ['all rules', 110, false],
      ['EQL', 110, false],
      ['slow', 100, false],
      ['large', 50, false],
      ['not told apart', 30, true],
      ['small', 20, false],
      ['fast', 10, false],
    ]);
  });
});

describe('the treemap', () => {
  test('rules lie inside the picture, and none overlap', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        for (const kind of timeTree(rows).children) {
          const boxes = treemapBoxes(
            { ...kind, children: kind.children.map((child) => ({ ...child, children: [] })) },
            800,
            400,
          );
          expect(boxes).toHaveLength(kind.children.length);
          for (const [index, box] of boxes.entries()) {
            expect(box.x).toBeGreaterThanOrEqual(-1e-6);
            expect(box.x + box.width).toBeLessThanOrEqual(800 + 1e-6);
            expect(box.y + box.height).toBeLessThanOrEqual(400 + 1e-6);
            for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
          }
        }
      }),
    );
  });

  test('twice the time is twice the area', () => {
    const { rules: rows } = sampleRun([
      { id: 'a', cpuTimeNs: 2_000 },
      { id: 'b', cpuTimeNs: 1_000 },
    ]);
    const areas = treemapBoxes(timeTree(rows).children[0]!, 900, 300).map(
      ({ width, height }) => width * height,
    );
    expect(areas[0]! / areas[1]!).toBeCloseTo(2, 6);
  });

  test('the whole shows kinds and their rules; a rule shows its clauses', () => {
    const { rules: rows } = sampleRun([
      { id: 'a', cpuTimeNs: 5 },
      { id: 'b', kind: 'lua', cpuTimeNs: 3 },
    ]);
    const paths = treemapBoxes(timeTree(rows), 300, 200).map(({ path }) => path.map(({ name }) => name));
    expect(paths).toEqual([['EQL'], ['Lua'], ['EQL', 'a'], ['Lua', 'b']]);
  });
});

describe('the flame graph', () => {
  test('every part lies under its whole, and parts of a row do not overlap', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        const boxes = flameBoxes(timeTree(rows), 1_000);
        for (const [index, box] of boxes.entries()) {
          expect(box.x + box.width).toBeLessThanOrEqual(1_000 + 1e-6);
          for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        }
      }),
    );
  });

  test('rules too narrow to be seen share one box that counts them', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ id: `small-${index}`, cpuTimeNs: 10 }));
    const { rules: rows } = sampleRun([{ id: 'large', cpuTimeNs: 5_000 }, ...many]);
    const names = flameBoxes(timeTree(rows), 800).map((box) => nodeOf(box).name);
    expect(names).toEqual(['all rules', 'EQL', 'large', '500 more']);
  });
});
