import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { evaluate, type FlatEvent, loadLua, runLua } from './support.ts';

const EVENT: FlatEvent = {
  'process.name': 'bash',
  'process.pid': 4242,
  'file.size': 9_007_199_254_740_993n,
  small: -5,
  fraction: 2.5,
  minus: -(2n ** 63n),
  u64: 2n ** 63n + 2048n,
  beyond: 2n ** 70n,
  below: -(2n ** 70n),
  yes: true,
  no: false,
  zero: 0,
  list: ['first', 'second'],
  digits: '17',
  nul: 'a\u0000b',
  unicode: 'Grüße 😀',
  surrogate: 'x\ud800y',
  constructor: 'prototype key',
};

const VALUES: readonly (readonly [string, unknown])[] = [
  ['kestrel.event_get_i64(event, 2)', 4242],
  ['kestrel.event_get_i64(event, "process.pid")', 4242],
  ['kestrel.event_get_i64(event, 22)', 9_007_199_254_740_993n],
  ['kestrel.event_get_i64(event, "small")', -5],
  ['kestrel.event_get_i64(event, "fraction")', 0],
  ['kestrel.event_get_i64(event, "minus")', -(2n ** 63n)],
  ['kestrel.event_get_i64(event, "u64")', 2n ** 63n - 1n],
  ['kestrel.event_get_i64(event, "below")', -(2n ** 63n)],
  ['kestrel.event_get_i64(event, "yes")', 1],
  ['kestrel.event_get_i64(event, "no")', 0],
  ['kestrel.event_get_i64(event, "digits")', 0],
  ['kestrel.event_get_i64(event, "missing")', 0],
  ['kestrel.event_get_i64(event, 999)', 0],
  ['kestrel.event_get_i64(event, 4000000000)', 0],
  ['kestrel.event_get_str(event, 4294967295)', 'bash'],
  ['math.type(kestrel.event_get_i64(event, 2))', 'integer'],
  ['kestrel.event_get_u64(event, 2)', 4242],
  ['kestrel.event_get_u64(event, 22)', 9_007_199_254_740_993n],
  ['kestrel.event_get_u64(event, "small")', 0],
  ['kestrel.event_get_u64(event, "minus")', 0],
  ['kestrel.event_get_u64(event, "u64")', 2 ** 63 + 2048],
  ['kestrel.event_get_u64(event, "beyond")', 2 ** 64],
  ['kestrel.event_get_u64(event, "yes")', 1],
  ['math.type(kestrel.event_get_u64(event, "u64"))', 'float'],
  ['kestrel.event_get_str(event, 3)', 'bash'],
  ['kestrel.event_get_str(event, "process.name")', 'bash'],
  ['kestrel.event_get_str(event, 2)', ''],
  ['kestrel.event_get_str(event, "missing")', ''],
  ['kestrel.event_get_str(event, "list")', 'first'],
  ['kestrel.event_get_str(event, "nul")', 'a\u0000b'],
  ['#kestrel.event_get_str(event, "nul")', 3],
  ['kestrel.event_get_str(event, "unicode")', 'Grüße 😀'],
  ['#kestrel.event_get_str(event, "unicode")', 12],
  ['kestrel.event_get_str(event, "surrogate")', 'x\ufffdy'],
  ['kestrel.event_get_str(event, "constructor")', 'prototype key'],
  ['kestrel.event_get_str(event, "__proto__")', ''],
  ['kestrel.event_get_str(event, "toString")', ''],
  ['kestrel.event_get_bool(event, "yes")', true],
  ['kestrel.event_get_bool(event, "no")', false],
  ['kestrel.event_get_bool(event, 2)', true],
  ['kestrel.event_get_bool(event, "zero")', false],
  ['kestrel.event_get_bool(event, "minus")', true],
  ['kestrel.event_get_bool(event, 3)', false],
  ['kestrel.event_get_bool(event, "missing")', false],
  ['kestrel.re_match(1, "xxaab")', true],
  ['kestrel.re_match(1, "AAB")', false],
  ['kestrel.re_match(2, "aab")', false],
  ['kestrel.re_match(-1, "aab")', false],
  ['kestrel.re_match(0, "aab")', false],
  ['kestrel.re_match(1 << 40, "aab")', false],
  ['kestrel.glob_match(1, "/usr/bin/bash")', true],
  ['kestrel.glob_match(1, "x/usr/bin/bash")', false],
  ['kestrel.glob_match(7, "bash")', false],
  ['kestrel.alert_emit(event)', 0],
];

/** Calls that a rule must not get away with, and what it is told. */
const BAD_CALLS: readonly (readonly [string, RegExp])[] = [
  [
    'kestrel.event_get_i64(nil, 2)',
    /^predicate\.lua:3: bad argument #1 to 'event_get_i64' \(number expected, got nil\)$/,
  ],
  [
    'kestrel.event_get_i64(0)',
    /bad argument #2 to 'event_get_i64' \(field number or path expected, got no value\)/,
  ],
  [
    'kestrel.event_get_u64(0, {})',
    /bad argument #2 to 'event_get_u64' \(field number or path expected, got table\)/,
  ],
  [
    'kestrel.event_get_str(0, 1.5)',
    /bad argument #2 to 'event_get_str' \(number has no integer representation\)/,
  ],
  ['kestrel.event_get_bool(0, -1)', /bad argument #2 to 'event_get_bool' \(field number out of range\)/],
  ['kestrel.event_get_bool(0, 1 << 40)', /bad argument #2 to 'event_get_bool' \(field number out of range\)/],
  ['kestrel.re_match(1, nil)', /bad argument #2 to 're_match' \(string expected, got nil\)/],
  ['kestrel.glob_match({}, "")', /bad argument #1 to 'glob_match' \(number expected, got table\)/],
  ['kestrel.alert_emit()', /bad argument #1 to 'alert_emit' \(number expected, got no value\)/],
];

describe.each(LUA_RUNTIMES)('the table kestrel in %s', (runtime) => {
  const settings = { runtime, regexes: ['a+b'], globs: ['/usr/*/bash'] };

  it.each(VALUES)('%s is %s', async (expression, expected) => {
    expect(await evaluate(expression, settings, EVENT)).toEqual(expected);
  });

  it.each(BAD_CALLS)('%s is an error', async (call, message) => {
    const { faults } = await runLua(`function pred_eval()\n\n  ${call}\nend`, [{}], { runtime });
    expect(faults).toEqual([{ kind: 'error', reason: expect.stringMatching(message), row: 0 }]);
  });

  it('gives texts of a megabyte, and short ones after them', async () => {
    const text = `
      function pred_eval(event)
        local name = kestrel.event_get_str(event, 3)
        return #name == kestrel.event_get_i64(event, 22) and name:sub(-1) == 'z'
      end`;
    const events = [40, 1_000_000, 3, 49].map((size) => ({
      'process.name': `${'é'.repeat(size)}z`,
      'file.size': size * 2 + 1,
    }));
    expect((await runLua(text, events, { runtime })).matches).toEqual([0, 1, 2, 3]);
  });

  it('reads the event at hand, by number and path alike', async () => {
    const text = `
      local seen = {}
      function pred_eval(event)
        seen[#seen + 1] = kestrel.event_get_str(event, 3) .. kestrel.event_get_str(event, 'process.name')
        return table.concat(seen) == 'aabbcc'
      end`;
    const events = ['a', 'b', 'c', 'd'].map((name) => ({ 'process.name': name }));
    expect((await runLua(text, events, { runtime, limits: {} })).matches).toEqual([2]);
  });

  it('is empty of events while the rule is loaded', async () => {
    const text = `
      local early = kestrel.event_get_str(0, 3)
      function pred_init() early = early .. kestrel.event_get_i64(0, 'process.pid') end
      function pred_eval() return early == '0' end`;
    expect((await runLua(text, [EVENT], { runtime })).matches).toEqual([0]);
  });

  it('refuses more field paths than can be kept', async () => {
    const text = `
      local asked = 0
      function pred_eval(event)
        for at = 1, 2000 do kestrel.event_get_i64(event, 'field.' .. at) asked = at end
      end
      function pred_capture() return { asked = asked } end`;
    const { faults } = await runLua(text, [{}], { runtime });
    expect(faults[0]!.reason).toMatch(/event_get_i64.*more than 1000 different field paths/);
  });

  it('refuses field paths that are too long', async () => {
    const text = (length: number) =>
      `function pred_eval(event) return kestrel.event_get_str(event, ('ü'):rep(${length / 2})) == 'found' end`;
    const events = [{ ['ü'.repeat(512)]: 'found' }];
    expect((await runLua(text(1_024), events, { runtime })).matches).toEqual([0]);
    const { faults, matches } = await runLua(text(1_026), events, { runtime });
    expect(matches).toEqual([]);
    expect(faults).toMatchObject([
      { kind: 'error', reason: expect.stringMatching(/event_get_str.*field path longer than 1024 bytes/) },
    ]);
  });

  it('counts what is asked of it', async () => {
    const text = `
      function pred_eval(event)
        kestrel.re_match(1, 'x') kestrel.glob_match(1, 'x') kestrel.alert_emit(event)
        return kestrel.event_get_bool(event, 1) or kestrel.event_get_str(event, 'a') == ''
      end`;
    const { predicate } = await runLua(text, [{}, {}, {}], settings);
    expect(predicate.usage().hostCalls).toBe(15);
  });

  it('raises no alert by itself', async () => {
    const text = 'function pred_eval(event) kestrel.alert_emit(event) return false end';
    expect((await runLua(text, [{}], { runtime })).matches).toEqual([]);
  });

  it('is the rule’s own: what another does to its table does not show', async () => {
    await loadLua('kestrel.event_get_i64 = nil kestrel = nil function pred_eval() end', { runtime });
    expect(await evaluate('type(kestrel.event_get_i64)', { runtime })).toBe('function');
  });
});
