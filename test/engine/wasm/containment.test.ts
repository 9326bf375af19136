import { describe, expect, it } from 'vitest';
import { type GuardedTurn, TimeLimitError } from '../../../src/engine/predicate/time-guard.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import { faultsOf, fieldsOf, runOver, runRows, startWat } from './wat-rule.ts';

const SHORT_MS = 50;

const GET_I64 = '(import "kestrel" "event_get_i64" (func $i64 (param i32 i32) (result i64)))';
const PID = '(i32.wrap_i64 (call $i64 (local.get 0) (i32.const 2)))';

/** Does something where the event's pid is 5, and matches all others. */
const badAtFive = (code: string, more = '') => `(module ${GET_I64} ${more}
  (func (export "pred_eval") (param i32) (result i32)
    (if (i32.eq ${PID} (i32.const 5)) (then ${code}))
    (i32.const 1)))`;

const pids = (...values: number[]) => values.map((value) => ({ 'process.pid': value }));

describe('a trap', () => {
  it.each([
    ['unreachable', '(unreachable)', ''],
    ['divide by zero', '(drop (i32.div_u (i32.const 1) (i32.const 0)))', ''],
    ['memory access out of bounds', '(drop (i32.load (i32.const 65536)))', '(memory 1)'],
    ['memory access out of bounds', '(i32.store (i32.const -1) (i32.const 1))', '(memory 1)'],
    ['divide result unrepresentable', '(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))', ''],
    ['table index is out of bounds', '(call_indirect (i32.const 9))', '(table 1 funcref)'],
    ['null function or function signature mismatch', '(call_indirect (i32.const 0))', '(table 1 funcref)'],
    ['float unrepresentable in integer range', '(drop (i32.trunc_f64_s (f64.const 1e99)))', ''],
  ])('costs the event and no other: %s', async (message, code, more) => {
    const rule = await startWat(badAtFive(code, more));
    expect(runOver(rule, pids(1, 5, 2))).toEqual([0, 2]);
    expect(faultsOf(rule)).toEqual([
      expect.stringMatching(`^1 error: it trapped in function \\d: .*${message}`),
    ]);
    expect(rule.isSpent).toBe(false);
  });

  it('ends the rule where it was the last one allowed, at that event, at any batch size', async () => {
    const events = pids(5, 1, 5, 5, 1, 5);
    const whole = await startWat(badAtFive('(unreachable)'));
    expect(runOver(whole, events)).toEqual([1]);
    expect(whole.isSpent).toBe(true);
    expect(faultsOf(whole).map((fault) => fault[0])).toEqual(['0', '2', '3']);
    const singly = await startWat(badAtFive('(unreachable)'));
    singly.bind(fieldsOf(events));
    const matched: number[] = [];
    for (let row = 0; row < events.length && !singly.isSpent; row++) {
      const rows = Int32Array.of(row);
      if (singly.run(rows, 1).matched > 0) matched.push(row);
    }
    expect(matched).toEqual([1]);
  });

  it('with a full memory counts as running out of it', async () => {
    const rule = await startWat(badAtFive('(drop (memory.grow (i32.const 15))) (unreachable)', '(memory 1)'));
    expect(runOver(rule, pids(5))).toEqual([]);
    expect(faultsOf(rule)).toEqual([
      expect.stringMatching(/^0 memory: it gave up in function \d, with its memory at the limit$/),
    ]);
  });

  it('leaves globals and memory as they were at that moment', async () => {
    const rule = await startWat(`(module (global $seen (mut i32) (i32.const 0))
      (func (export "pred_eval") (param i32) (result i32)
        (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
        (if (i32.eq (global.get $seen) (i32.const 1)) (then (unreachable)))
        (i32.eq (global.get $seen) (i32.const 2))))`);
    expect(runOver(rule, [{}, {}, {}])).toEqual([1]);
  });
});

describe('escape attempt: a stack that grows for ever', () => {
  it('takes the rule out at once, as its state is not the same on every run', async () => {
    const deep = `(func $deep (param i32) (result i32) (i32.add (call $deep (local.get 0)) (i32.const 1)))`;
    const rule = await startWat(badAtFive('(drop (call $deep (i32.const 0)))', deep));
    expect(runOver(rule, pids(1, 5, 2))).toEqual([0]);
    expect(faultsOf(rule)).toEqual(['1 stack: it called itself too deeply']);
    expect(rule.isSpent).toBe(true);
  });
});

describe('an exception of a host function', () => {
  it('takes the rule out at once, as nothing is known of its state', async () => {
    const rule = await startWat(badAtFive('(nop)'));
    rule.bind({
      reader: () => () => {
        throw new Error('a defect');
      },
    });
    expect(runRows(rule, 2)).toEqual([]);
    expect(faultsOf(rule)).toEqual(['0 error: it failed in a host function: a defect']);
    expect(rule.isSpent).toBe(true);
  });
});

describe('escape attempt: endless loops', () => {
  it('in an event end the rule there, and what it matched before stands', async () => {
    const rule = await startWat(badAtFive('(loop (br 0))'));
    rule.bind(fieldsOf(pids(1, 2, 5, 3)));
    const rows = Int32Array.of(0, 1, 2, 3);
    const run = () => new V8TimeGuard().run(SHORT_MS, () => rule.run(rows, 4));
    expect(run).toThrow(TimeLimitError);
    expect(rule.interrupted()).toEqual({ evaluated: 3, matched: 2, row: 2 });
    expect([...rows.subarray(0, 2)]).toEqual([0, 1]);
    expect(rule.takeFaults()).toEqual([]);
    expect(rule.usage().hostCalls).toBe(3);
    rule.close();
  });

  it('of host calls end, too', async () => {
    const rule = await startWat(badAtFive(`(loop (drop ${PID}) (br 0))`));
    rule.bind(fieldsOf(pids(5)));
    expect(() => new V8TimeGuard().run(SHORT_MS, () => rule.run(Int32Array.of(0), 1))).toThrow(
      TimeLimitError,
    );
    expect(rule.interrupted()).toEqual({ evaluated: 1, matched: 0, row: 0 });
  });

  it('of large memory operations end, too', async () => {
    const fill = '(loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 1048576)) (br 0))';
    const rule = await startWat(badAtFive(fill, '(memory 16)'));
    rule.bind(fieldsOf(pids(5)));
    expect(() => new V8TimeGuard().run(SHORT_MS, () => rule.run(Int32Array.of(0), 1))).toThrow(
      TimeLimitError,
    );
  });

  it.each([
    ['a start function', '(func $spin (loop (br 0))) (start $spin)'],
    ['pred_init', '(func (export "pred_init") (result i32) (loop (br 0)) (i32.const 0))'],
  ])('in %s keep the rule from starting', async (_, code) => {
    const text = `(module ${code} (func (export "pred_eval") (param i32) (result i32) (i32.const 1)))`;
    await expect(startWat(text, { limits: { timeLimitMs: SHORT_MS } })).rejects.toMatchObject({
      fault: { kind: 'time', reason: 'it did not come back within 50 ms' },
    });
  });

  it('change nothing for rules that take turns with theirs', async () => {
    const texts = ['(nop)', '(loop (br 0))', '(unreachable)', '(nop)'];
    const rules = await Promise.all(texts.map((code) => startWat(badAtFive(code))));
    const matched = rules.map(() => [] as number[]);
    const turns = rules.map((rule, at): GuardedTurn => {
      rule.bind(fieldsOf(pids(1, 5, 2)));
      return {
        timeLimitMs: SHORT_MS,
        run: () => matched[at]!.push(...runRows(rule, 3)),
        ended: () => matched[at]!.push(-rule.interrupted().row),
      };
    });
    new V8TimeGuard().runInTurn(turns);
    expect(matched).toEqual([[0, 1, 2], [-1], [0, 2], [0, 1, 2]]);
  });
});

describe('escape attempt: the last moment', () => {
  it('between the end of a run and the time limit finds no event at hand', async () => {
    const rule = await startWat(badAtFive('(nop)'));
    runOver(rule, pids(1, 2, 3));
    expect(rule.interrupted()).toEqual({ evaluated: 0, matched: 0, row: 0 });
  });
});

describe('escape attempt: names', () => {
  it('of functions in a module do not reach a message', async () => {
    const rule = await startWat(badAtFive('(call $evil!)', '(func $evil! (unreachable))'));
    runOver(rule, pids(5));
    expect(faultsOf(rule)).toEqual([
      expect.stringMatching(/^0 error: it trapped in function \d: unreachable$/),
    ]);
  });

  it('of fields may be those that every object has', async () => {
    const fields = new Map([[2, { id: 2, path: '__proto__' }]]);
    const rule = await startWat(
      `(module (import "kestrel" "capture_field" (func $capture (param i32) (result i32)))
        (func (export "pred_eval") (param i32) (result i32) (i32.eqz (call $capture (i32.const 2)))))`,
      { settings: { fields } },
    );
    const event = JSON.parse('{"__proto__": "polluted"}');
    expect(runOver(rule, [event, {}])).toEqual([0]);
    expect(Object.entries(rule.captures(0)!)).toEqual([['__proto__', 'polluted']]);
  });
});

describe('what keeps a rule from loading', () => {
  it('is told in one sentence', async () => {
    const reason = async (text: string, settings = {}) =>
      startWat(text, { settings }).then(
        () => 'none',
        (error) => `${error.name} ${error.fault.kind}: ${error.fault.reason}`,
      );
    const plain = '(func (export "pred_eval") (param i32) (result i32) (i32.const 0))';
    expect(await reason(`(module ${plain})`)).toBe('none');
    expect(await reason('(module)')).toBe('PredicateLoadError load: it does not export pred_eval');
    expect(await reason(`(module ${plain})`, { regexes: ['('] })).toMatch(
      /^PredicateLoadError load: a pattern .*\)/,
    );
    expect(await reason(`(module (memory 1) (data (i32.const 70000) "x") ${plain})`)).toMatch(
      /^PredicateLoadError load: when it started, it trapped: .*out of bounds/,
    );
  });
});
