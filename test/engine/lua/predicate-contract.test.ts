import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { PredicateLoadError } from '../../../src/engine/predicate/predicate-load-error.ts';
import { loadLua, runEvents, runLua } from './support.ts';

const FOUR = [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }];

/** What a rule may return, as Lua, and what it means. */
const RESULTS: readonly (readonly [string, boolean | string])[] = [
  ['true', true],
  ['1', true],
  ['1.0', true],
  ['false', false],
  ['nil', false],
  ['0', false],
  ['-0.0', false],
  ['', false],
  ['2', '2'],
  ['-1', '-1'],
  ['0.5', '0.5'],
  ['0/0', 'NaN'],
  ['"yes"', 'a string'],
  ['{}', 'a table'],
  ['print', 'a function'],
];

/** Why a text is no rule. */
const UNLOADABLE: readonly (readonly [string, string])[] = [
  ['', 'its global pred_eval is nil, expected a function'],
  ['pred_eval = 5', 'its global pred_eval is 5, expected a function'],
  ['x = = 1', "predicate.lua:1: unexpected symbol near '='"],
  ['\nerror("no luck")', 'predicate.lua:2: no luck'],
  ['error({})', 'it raised an error that is a table value'],
  [
    'function pred_eval() end function pred_init() return -1 end',
    'pred_init returned -1, expected 0 or nothing',
  ],
  [
    'function pred_eval() end function pred_init() return "x" end',
    'pred_init returned a string, expected 0 or nothing',
  ],
  [
    'function pred_eval() end function pred_init() local a = nil + 1 end',
    'predicate.lua:1: attempt to perform arithmetic on a nil value',
  ],
  ['while true do end', 'it did not come back within 250 ms'],
  [
    'function pred_eval() end function pred_init() while true do end end',
    'it did not come back within 250 ms',
  ],
];

describe.each(LUA_RUNTIMES)('a predicate in %s', (runtime) => {
  it.each(RESULTS)('returning %s means %s', async (result, meaning) => {
    const { matches, faults } = await runLua(`function pred_eval() return ${result} end`, [{}], { runtime });
    if (typeof meaning === 'boolean') {
      expect(faults).toEqual([]);
      expect(matches).toEqual(meaning ? [0] : []);
    } else {
      const reason = `pred_eval returned ${meaning}, expected true, false, nil, 1 or 0`;
      expect(faults).toEqual([{ kind: 'bad-result', reason, row: 0 }]);
      expect(matches).toEqual([]);
    }
  });

  it.each(UNLOADABLE)('%s is not loaded', async (text, reason) => {
    const loading = loadLua(text, { runtime, limits: { timeLimitMs: 250 } });
    await expect(loading).rejects.toThrow(PredicateLoadError);
    await expect(loading).rejects.toMatchObject({ fault: { kind: 'load', reason } });
  });

  it.each([
    'setmetatable(_G, { __index = function() error("no") end })',
    'setmetatable(_G, { __index = function() while true do end end })',
    'setmetatable(_G, { __index = function() return print end })',
  ])('looks its functions up as they are: %s', async (text) => {
    const rule = `function pred_eval() return true end ${text}`;
    const { matches, captures, faults } = await runLua(rule, FOUR, { runtime });
    expect({ matches, captures, faults }).toEqual({ matches: [0, 1, 2, 3], captures: Array(4), faults: [] });
  });

  it('calls pred_init once, before any event', async () => {
    const text = `
      local calls = 0
      function pred_init() calls = calls + 1 return 0 end
      function pred_eval() return calls == 1 end`;
    expect((await runLua(text, FOUR, { runtime, batchSize: 2 })).matches).toEqual([0, 1, 2, 3]);
  });

  it('sees the handle 0 and keeps its state in stream order', async () => {
    const text = `
      local before = -1
      function pred_eval(event)
        local n = kestrel.event_get_i64(event, 'n')
        local isNext = n == before + 1
        before = n
        return isNext and event == 0
      end`;
    expect((await runLua(text, FOUR, { runtime, batchSize: 3 })).matches).toEqual([0, 1, 2, 3]);
  });

  it('skips the rows it is not offered', async () => {
    const predicate = await loadLua('function pred_eval(e) return kestrel.event_get_i64(e, "n") > 4 end', {
      runtime,
    });
    predicate.bind({ reader: () => (row) => row });
    const rows = Int32Array.of(1, 4, 5, 900, 7, 7);
    expect(predicate.run(rows, 4)).toMatchObject({ evaluated: 4, matched: 2 });
    expect([...rows.subarray(0, 2)]).toEqual([5, 900]);
  });

  it('goes on after a fault with the next event, and keeps its state', async () => {
    const text = `
      local count = 0
      function pred_eval(event)
        count = count + 1
        if count == 2 then error('second') end
        return count == 3
      end`;
    const { matches, faults, evaluated } = await runLua(text, FOUR, { runtime });
    expect(matches).toEqual([2]);
    expect(faults).toEqual([{ kind: 'error', reason: 'predicate.lua:5: second', row: 1 }]);
    expect(evaluated).toBe(4);
  });

  it('is spent at the last fault it may have, in the middle of a batch', async () => {
    const text = `
      function pred_eval(event)
        if kestrel.event_get_i64(event, 'n') % 2 == 1 then error('odd') end
        return true
      end`;
    const events = Array.from({ length: 20 }, (_, n) => ({ n }));
    const limits = { maxFaults: 3 };
    const { predicate, matches, faults, evaluated } = await runLua(text, events, { runtime, limits });
    expect(predicate.isSpent).toBe(true);
    expect(faults.map(({ row }) => row)).toEqual([1, 3, 5]);
    expect(matches).toEqual([0, 2, 4]);
    expect(evaluated).toBe(6);
  });

  it('tells every fault once', async () => {
    const predicate = await loadLua('function pred_eval() error("x") end', { runtime });
    runEvents(predicate, [{}]);
    expect(predicate.takeFaults()).toEqual([]);
  });

  it('gives the same answers at any batch size', async () => {
    const text = `
      local counts, last = {}, 0
      function pred_eval(event)
        local pid = kestrel.event_get_i64(event, 2)
        if pid == 13 then error('unlucky ' .. last) end
        counts[pid] = (counts[pid] or 0) + 1
        last = pid
        return counts[pid] % 3 == 0 or math.random(4) == 1
      end
      function pred_capture(event)
        local keys = {}
        for pid in pairs(counts) do keys[#keys + 1] = pid end
        return { count = counts[last], keys = table.concat(keys, ',') }
      end`;
    const pids = fc.array(fc.integer({ min: 10, max: 20 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(pids, fc.integer({ min: 1, max: 60 }), async (stream, batchSize) => {
        const events = stream.map((pid) => ({ 'process.pid': pid }));
        const whole = await runLua(text, events, { runtime });
        const parts = await runLua(text, events, { runtime, batchSize });
        expect({ ...parts, predicate: null }).toEqual({ ...whole, predicate: null });
        expect(parts.predicate.usage()).toEqual(whole.predicate.usage());
      }),
      { numRuns: 25 },
    );
  });
});

it('gives the same alerts in both runtimes', async () => {
  const text = `
    local WINDOW_NS = 10 * 1000000000
    local seen = {}
    function pred_eval(event)
      local key = tostring(kestrel.event_get_i64(event, 2))
      local now = kestrel.event_get_i64(event, 100)
      local name = kestrel.event_get_str(event, 3):lower()
      local list = seen[key] or {}
      seen[key] = list
      while list[1] and now - list[1] > WINDOW_NS do table.remove(list, 1) end
      table.insert(list, now)
      return #list >= 3 or name:find('^sh') ~= nil or (math.random(10) == 1)
    end
    function pred_capture(event)
      return { label = string.format('%s(%d)', kestrel.event_get_str(event, 3), kestrel.event_get_i64(event, 2)), at = kestrel.event_get_i64(event, 100) }
    end`;
  const event = fc.record({
    'process.pid': fc.integer({ min: 1, max: 4 }),
    'process.name': fc.constantFrom('sh', 'SHELL', 'bash', 'über'),
    'kestrel.ts_mono_ns': fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_700_000_060_000_000_000n }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
      const [wasmoon, fengari] = await Promise.all(
        LUA_RUNTIMES.map((runtime) => runLua(text, events, { runtime })),
      );
      expect(fengari!.matches).toEqual(wasmoon!.matches);
      expect(fengari!.captures).toEqual(wasmoon!.captures);
    }),
    { numRuns: 30 },
  );
});
