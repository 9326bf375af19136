import { describe, expect, it } from 'vitest';
import { faultsOf, fieldsOf, runOver, runRows, startWat } from './wat-rule.ts';

const IMPORTS = `
  (import "kestrel" "event_get_i64" (func $i64 (param i32 i32) (result i64)))
  (import "kestrel" "capture_field" (func $capture (param i32) (result i32)))`;

/** Returns the event's pid, cut to 32 bits. */
const RETURNS_PID = `(func (export "pred_eval") (param i32) (result i32)
  (i32.wrap_i64 (call $i64 (local.get 0) (i32.const 2))))`;

const pids = (...values: number[]) => values.map((value) => ({ 'process.pid': value }));

describe('results of pred_eval', () => {
  it('match where they are 1, and are faults where they are neither 1 nor 0', async () => {
    const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID})`, { limits: { maxFaults: 10 } });
    expect(runOver(rule, pids(1, 0, 7, 1, -3, 1))).toEqual([0, 3, 5]);
    expect(faultsOf(rule)).toEqual([
      '2 bad-result: pred_eval returned 7, where 1 is a match and 0 is none',
      '4 bad-result: pred_eval reported the error -3',
    ]);
    expect(faultsOf(rule)).toEqual([]);
    expect(rule.isSpent).toBe(false);
  });

  it('agree with what Kestrel makes of 64-bit numbers and unsigned comparisons', async () => {
    const rule = await startWat(`(module ${IMPORTS} (func (export "pred_eval") (param i32) (result i32)
      (i32.gt_u (i32.wrap_i64 (call $i64 (local.get 0) (i32.const 2))) (i32.const 1000))))`);
    expect(runOver(rule, pids(1000, 1001, -1, 2 ** 32 + 5, 2 ** 32 + 1001))).toEqual([1, 2, 4]);
  });
});

describe('state', () => {
  const EVERY_THIRD = `(module (global $seen (mut i32) (i32.const 0))
    (func (export "pred_eval") (param i32) (result i32)
      (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
      (i32.eqz (i32.rem_u (global.get $seen) (i32.const 3)))))`;

  it('is kept from event to event and from batch to batch', async () => {
    const rule = await startWat(EVERY_THIRD);
    rule.bind(fieldsOf([]));
    expect([runRows(rule, 4), runRows(rule, 4), runRows(rule, 1)]).toEqual([[2], [1], [0]]);
  });

  it('belongs to one rule only', async () => {
    const [one, other] = [await startWat(EVERY_THIRD), await startWat(EVERY_THIRD)];
    for (const rule of [one, other]) rule.bind(fieldsOf([]));
    runRows(one, 2);
    expect(runRows(other, 2)).toEqual([]);
    expect(runRows(one, 1)).toEqual([0]);
  });
});

describe('pred_init', () => {
  const withInit = (init: string) =>
    `(module (global $ready (mut i32) (i32.const 0)) (func (export "pred_init") (result i32) ${init})
      (func (export "pred_eval") (param i32) (result i32) (global.get $ready)))`;

  it('runs once before the first event', async () => {
    const rule = await startWat(
      withInit('(global.set $ready (i32.add (global.get $ready) (i32.const 1))) (i32.const 0)'),
    );
    rule.bind(fieldsOf([]));
    expect([runRows(rule, 1), runRows(rule, 1)]).toEqual([[0], [0]]);
  });

  it('keeps a rule from starting where it says that it cannot', async () => {
    await expect(startWat(withInit('(i32.const -4)'))).rejects.toMatchObject({
      fault: { kind: 'load', reason: 'pred_init returned -4, where 0 says that the rule is ready' },
    });
  });

  it('and start functions keep a rule from starting where they trap', async () => {
    const reason = expect.stringMatching(/^when it started, it trapped in function \d: unreachable$/);
    await expect(startWat(withInit('(unreachable)'))).rejects.toMatchObject({
      fault: { kind: 'load', reason },
    });
    const start = `(module (func $start (unreachable)) (start $start)
      (func (export "pred_eval") (param i32) (result i32) (i32.const 0)))`;
    await expect(startWat(start)).rejects.toMatchObject({ fault: { kind: 'load', reason } });
  });
});

describe('captures', () => {
  const CAPTURES = `(func (export "pred_capture") (param i32) (result i32)
    (drop (call $capture (i32.const 2))) (drop (call $capture (i32.const 3))) (i32.const 0))`;

  it('are those of matched events of the batch at hand', async () => {
    const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID} ${CAPTURES})`);
    const events = [{ 'process.pid': 1, 'process.name': 'a' }, { 'process.pid': 0 }, { 'process.pid': 1 }];
    expect(runOver(rule, events)).toEqual([0, 2]);
    expect(rule.captures(0)).toEqual({ 'process.pid': 1, 'process.name': 'a' });
    expect(rule.captures(1)).toBeUndefined();
    expect(rule.captures(2)).toEqual({ 'process.pid': 1 });
    runRows(rule, 1);
    expect(rule.captures(2)).toBeUndefined();
  });

  it('made while an event is evaluated count only if it matches', async () => {
    const rule = await startWat(`(module ${IMPORTS} (func (export "pred_eval") (param i32) (result i32)
      (drop (call $capture (i32.const 2))) (i32.wrap_i64 (call $i64 (local.get 0) (i32.const 2)))))`);
    expect(runOver(rule, pids(0, 1))).toEqual([1]);
    expect([rule.captures(0), rule.captures(1)]).toEqual([undefined, { 'process.pid': 1 }]);
  });

  it('are not kept where nobody asked for them, but pred_capture runs', async () => {
    const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID} ${CAPTURES})`, { keepCaptures: false });
    expect(runOver(rule, pids(1))).toEqual([0]);
    expect(rule.captures(0)).toBeUndefined();
    expect(rule.usage().hostCalls).toBe(3);
  });

  it('do not take a match back where pred_capture fails', async () => {
    const fails = '(func (export "pred_capture") (param i32) (result i32) (unreachable))';
    const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID} ${fails})`);
    expect(runOver(rule, pids(1, 0))).toEqual([0]);
    expect(faultsOf(rule)).toEqual([
      expect.stringMatching(/^0 error: it trapped in function \d: unreachable$/),
    ]);
  });
});

describe('memory', () => {
  const GROWS = (
    declared: string,
    pages: number,
  ) => `(module ${declared} (table 5 funcref) (table 2 externref)
    (func (export "pred_eval") (param i32) (result i32)
      (i32.eq (memory.grow (i32.const ${pages})) (i32.const -1))))`;
  const PAGE_BYTES = 65_536;

  it('is told exactly, as it grows page by page', async () => {
    const rule = await startWat(GROWS('(memory (export "memory") 3)', 2));
    rule.bind(fieldsOf([]));
    expect(rule.usage()).toMatchObject({
      memoryBytes: 3 * PAGE_BYTES,
      peakMemoryBytes: 3 * PAGE_BYTES,
      tableEntries: 7,
    });
    runRows(rule, 4);
    expect(rule.usage()).toMatchObject({ memoryBytes: 11 * PAGE_BYTES, peakMemoryBytes: 11 * PAGE_BYTES });
  });

  it('is told where the module does not export it', async () => {
    const rule = await startWat(GROWS('(memory 1)', 1));
    rule.bind(fieldsOf([]));
    runRows(rule, 3);
    expect(rule.usage().memoryBytes).toBe(4 * PAGE_BYTES);
  });

  it('stops growing at its limit, or at its own where that is lower', async () => {
    for (const [declared, pages] of [
      ['(memory 1)', 8],
      ['(memory 1 60000)', 8],
      ['(memory 1 4)', 4],
    ] as const) {
      const rule = await startWat(GROWS(declared, 1), { limits: { memoryLimitBytes: 8 * PAGE_BYTES + 5 } });
      rule.bind(fieldsOf([]));
      expect(runRows(rule, pages + 1)).toEqual([pages - 1, pages]);
      expect(rule.usage().memoryBytes).toBe(pages * PAGE_BYTES);
    }
  });

  it('may have a limit beyond what addresses reach', async () => {
    const rule = await startWat(GROWS('(memory 1)', 1), { limits: { memoryLimitBytes: 2 ** 40 } });
    expect(rule.usage().memoryBytes).toBe(PAGE_BYTES);
  });

  it('is nothing where there is none', async () => {
    const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID})`);
    expect(rule.usage()).toMatchObject({ memoryBytes: 0, peakMemoryBytes: 0, tableEntries: 0, hostCalls: 0 });
    expect(rule.usage().moduleBytes).toBeGreaterThan(50);
  });

  it('of tables stops growing at its limit', async () => {
    const rule =
      await startWat(`(module (table $t 1 funcref) (func (export "pred_eval") (param i32) (result i32)
      (i32.eq (table.grow $t (ref.null func) (i32.const 65535)) (i32.const -1))))`);
    rule.bind(fieldsOf([]));
    expect(runRows(rule, 3)).toEqual([1, 2]);
    expect(rule.usage().tableEntries).toBe(65_536);
  });
});

it('is freed, and tells its last figures', async () => {
  const rule = await startWat(`(module ${IMPORTS} ${RETURNS_PID} (memory (export "memory") 2))`);
  runOver(rule, pids(1, 0));
  rule.close();
  rule.close();
  expect(rule.usage()).toMatchObject({ memoryBytes: 131_072, hostCalls: 2 });
});
