import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { runLua } from './support.ts';

/** `pairs` walks keys that are tables by their addresses, wherever those are. */
const KEYED_BY_TABLES = `
  local set, n = {}, 0
  function pred_eval(event)
    n = n + 1
    set[{ n = n }] = n
    local first
    for _, number in pairs(set) do first = number break end
    if n % 50 == 0 then set = {} end
    return first == n
  end`;

/** The answer is made of addresses of everything that it allocates, in blocks of many sizes. */
const MADE_OF_ADDRESSES = `
  local kept, sum, n = {}, 0, 0
  function pred_eval(event)
    n = n + 1
    local made = { n, {} }
    kept[n % 7] = made
    kept['text' .. n % 5] = ('x'):rep(20 + n % 30) .. kestrel.event_get_str(event, 'name')
    for digit in tostring(made):gmatch('%d') do sum = (sum * 31 + digit) % 1000003 end
    if n % 11 == 0 then error('every eleventh') end
    return sum % 2 == 0
  end
  function pred_capture() return { sum = sum } end`;

/**
 * The same, with what makes C allocate (protected calls within protected calls, coroutines), what makes Lua's stack grow
 * and shrink, and texts of events that need more and more room.
 */
const MADE_OF_ADDRESSES_IN_DEPTH = `
  local sum, n, kept = 0, 0, {}
  local function note(value)
    for digit in tostring(value):gmatch('%d') do sum = (sum * 31 + digit) % 1000003 end
  end
  local function deep(depth)
    note({})
    if depth > 0 then return deep(depth - 1) + 1 end
    return 0
  end
  function pred_eval(event)
    n = n + 1
    pcall(pcall, error, {})
    kept[n % 5] = coroutine.wrap(function() while true do note({}) coroutine.yield(n) end end)
    for _, resume in ipairs(kept) do resume() end
    if n % 17 == 0 then deep(n % 200) end
    note(kestrel.event_get_str(event, 'name') .. n)
    kept[-(n % 7)] = { n }
    if n % 29 == 0 then error({}) end
    return sum % 3 == 0
  end`;

const SIZES = [1, 7, 1024, 5000];

const RULES: readonly (readonly [string, string])[] = [
  ['keys that are tables', KEYED_BY_TABLES],
  ['addresses', MADE_OF_ADDRESSES],
  ['addresses in depth', MADE_OF_ADDRESSES_IN_DEPTH],
];

describe.each(LUA_RUNTIMES)('batches in %s', (runtime) => {
  // Fengari's addresses are numbers that go up in all states together.
  it.each(runtime === 'wasmoon' ? RULES : RULES.slice(0, 1))(
    'of any size give the same answers for a rule with %s',
    async (_, text) => {
      const events = Array.from({ length: 3_000 }, (_, n) => ({ name: 'n'.repeat((n * n) % 400) }));
      const limits = { maxFaults: 1_000 };
      const ran = [];
      for (const batchSize of SIZES) {
        const { predicate, ...answers } = await runLua(text, events, { runtime, limits, batchSize });
        ran.push({ ...answers, usage: predicate.usage() });
      }
      expect(ran[0]!.evaluated).toBe(3_000);
      expect(ran[0]!.matches.length).toBeGreaterThan(20);
      for (const other of ran.slice(1)) expect(other).toEqual(ran[0]);
    },
  );

  it('of random sizes give the same answers for a rule whose answers come from addresses', async () => {
    const text = runtime === 'wasmoon' ? MADE_OF_ADDRESSES : KEYED_BY_TABLES;
    const events = Array.from({ length: 400 }, (_, n) => ({ name: 'n'.repeat((n * n) % 400) }));
    const settings = { runtime, limits: { maxFaults: 1_000 } };
    const whole = await runLua(text, events, settings);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), async (batchSize) => {
        const parts = await runLua(text, events, { ...settings, batchSize });
        expect(parts.matches).toEqual(whole.matches);
        expect(parts.predicate.usage()).toEqual(whole.predicate.usage());
      }),
      { numRuns: 20 },
    );
  });

  it('longer than the runtime takes at once keep rows, captures and faults in place', async () => {
    const text = `
      function pred_eval(event)
        local n = kestrel.event_get_i64(event, 'n')
        if n % 1000 == 0 then error('a thousand') end
        return n % 3 == 0
      end
      function pred_capture(event) return { n = kestrel.event_get_i64(event, 'n') } end`;
    const events = Array.from({ length: 2_600 }, (_, n) => ({ n }));
    const { matches, captures, faults, evaluated } = await runLua(text, events, {
      runtime,
      batchSize: 2_600,
    });
    const expected = events.map(({ n }) => n).filter((n) => n % 3 === 0 && n % 1000 !== 0);
    expect(matches).toEqual(expected);
    expect(captures).toEqual(expected.map((n) => ({ n })));
    expect(faults.map(({ row }) => row)).toEqual([0, 1_000, 2_000]);
    expect(evaluated).toBe(2_600);
  });
});
