import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { loadLua, runEvents, runLua } from './support.ts';

const MEBIBYTE = 1024 * 1024;
const EVENTS = Array.from({ length: 6 }, (_, n) => ({ n, 'process.name': `${'a'.repeat(30)}!` }));
const SHORT = { timeLimitMs: 150 };

/** What a rule does at the event with n = 3 to run for ever. */
const ENDLESS: Readonly<Record<string, string>> = {
  'a loop': 'while true do end',
  'a loop that allocates': 'while true do local t = { {} } end',
  'pcall around a loop, again and again': 'while true do pcall(function() while true do end end) end',
  'a handler of xpcall that loops': 'xpcall(error, function() while true do end end)',
  'errors caught again and again': 'while true do pcall(error, "x") end',
  'a coroutine that loops': 'coroutine.wrap(function() while true do end end)()',
  'a coroutine resumed for ever':
    'local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end',
  'coroutines within pcall within coroutines':
    'local function nest() coroutine.wrap(function() pcall(nest) while true do end end)() end while true do pcall(nest) end',
  'a coroutine that is made for ever': 'while true do coroutine.create(print) end',
  'a pattern with nested quantifiers': `('a'):rep(200):find(('a*'):rep(40) .. 'b')`,
  'a pattern over the event': `kestrel.event_get_str(event, 3):find(('.-'):rep(30) .. 'b')`,
  'a sort whose order never ends':
    'local t = {} for i = 1, 50 do t[i] = i end table.sort(t, function() while true do end end)',
  'a replacement that loops': `('x'):gsub('x', function() while true do end end)`,
  'a metamethod that loops':
    'local t = setmetatable({}, { __index = function() while true do end end }) return t.x',
  'host calls for ever': 'while true do kestrel.event_get_str(event, 3) end',
  'matching for ever': 'while true do kestrel.re_match(1, "x") end',
  goto: '::again:: goto again',
  'a table that is its own metatable':
    'local t = {} setmetatable(t, t) t.__index = function(_, k) return t[k .. "x"] end while true do pcall(function() return t.x end) end',
};

function atThree(body: string): string {
  return `
    function pred_eval(event)
      if kestrel.event_get_i64(event, 'n') == 3 then
        ${body}
      end
      return true
    end`;
}

describe.each(LUA_RUNTIMES)('containment in %s', (runtime) => {
  it.each(Object.entries(ENDLESS))('%s is ended', async (_, body) => {
    const settings = { runtime, limits: { memoryLimitBytes: 512 * MEBIBYTE }, regexes: ['x'] };
    const predicate = await loadLua(atThree(body), settings);
    const { endedAt, matches, evaluated } = runEvents(predicate, EVENTS, { limits: SHORT });
    expect(endedAt).toBe(3);
    expect(matches).toEqual([0, 1, 2]);
    expect(evaluated).toBe(4);
    // What is left of it may be asked and closed, whatever state it is in.
    expect(predicate.usage().memoryBytes).toBeGreaterThan(0);
    expect(predicate.takeFaults()).toEqual([]);
    predicate.close();
  });

  it('pred_capture that loops is ended, and its match stands', async () => {
    const text = 'function pred_eval() return true end function pred_capture() while true do end end';
    const predicate = await loadLua(text, { runtime });
    const { endedAt, matches } = runEvents(predicate, EVENTS, { limits: SHORT });
    expect(endedAt).toBe(0);
    expect(matches).toEqual([0]);
  });

  it('an error whose __tostring loops is not asked for its text', async () => {
    const body = 'error(setmetatable({}, { __tostring = function() while true do end end, __name = "x" }))';
    const { faults, endedAt } = await runLua(atThree(body), EVENTS, { runtime });
    expect(endedAt).toBeUndefined();
    expect(faults).toEqual([{ kind: 'error', reason: 'it raised an error that is a table value', row: 3 }]);
  });

  it.each([
    ['error()', 'it raised an error that is a nil value'],
    ['error(5)', '5'],
    ['error("a\\27[31mb\\nc")', 'predicate.lua:4: a [31mb c'],
    ['local x = nil; x.y = 1', "predicate.lua:4: attempt to index a nil value (local 'x')"],
    ['coroutine.yield()', 'attempt to yield from outside a coroutine'],
    ['coroutine.wrap(function() error("within", 0) end)()', 'predicate.lua:4: within'],
  ])('%s is a fault', async (body, reason) => {
    const { faults, matches } = await runLua(atThree(body), EVENTS, { runtime });
    expect(faults).toEqual([{ kind: 'error', reason, row: 3 }]);
    expect(matches).toEqual([0, 1, 2, 4, 5]);
  });

  it('cuts long messages', async () => {
    const { faults } = await runLua(atThree('error(("x"):rep(100000))'), EVENTS, { runtime });
    expect(faults[0]!.reason).toMatch(/^predicate\.lua:4: x+…$/);
    expect(faults[0]!.reason).toHaveLength(300);
  });

  it.each([
    ['calls itself', 'local function deeper() return 1 + deeper() end return deeper()'],
    [
      'calls itself through pcall',
      'local function deeper() local ok, why = pcall(deeper) error(why, 0) end deeper()',
    ],
    [
      'calls itself through a metamethod',
      'local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) return t[1]',
    ],
    ['calls itself through gsub', 'local function deeper() return (("x"):gsub("x", deeper)) end deeper()'],
    ['nests coroutines', 'local function deeper() return coroutine.wrap(deeper)() end deeper()'],
  ])('a rule that %s without end has a fault, and goes on', async (_, body) => {
    const { faults, matches, predicate } = await runLua(atThree(body), EVENTS, { runtime });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ kind: 'stack', row: 3 });
    expect(matches).toEqual([0, 1, 2, 4, 5]);
    expect(predicate.isSpent).toBe(false);
  });

  it.each([
    ['one text', 'local s = ("x"):rep(1e9)'],
    ['a text that doubles', 'local s = "x" while true do s = s .. s end'],
    ['a table', 'local t = {} while true do t[#t + 1] = #t end'],
    ['a table of tables', 'local t = {} while true do t = { t } end'],
    ['many texts', 'local t = {} for i = 1, 1e9 do t[i] = "text " .. i end'],
    ['a joined text', 'local t = {} for i = 1, 200 do t[i] = ("x"):rep(1000000) end table.concat(t)'],
    ['closures', 'local f while true do local g = f f = function() return g end end'],
  ])('%s without end is refused, and the rule goes on', async (_, body) => {
    const settings = { runtime, limits: { memoryLimitBytes: 16 * MEBIBYTE, timeLimitMs: 20_000 } };
    const { faults, matches, predicate } = await runLua(atThree(body), EVENTS, settings);
    expect(faults).toEqual([
      { kind: 'memory', reason: expect.stringContaining('not enough memory'), row: 3 },
    ]);
    expect(matches).toEqual([0, 1, 2, 4, 5]);
    expect(predicate.usage().peakMemoryBytes).toBeLessThanOrEqual(16 * MEBIBYTE * 1.6);
  });

  it('garbage does not count against the limit', async () => {
    const text = `
      local BLOCK = ('x'):rep(1000)
      function pred_eval()
        for i = 1, 300 do local s = BLOCK:rep(100 + i) end
        return true
      end`;
    const limits = { memoryLimitBytes: 4 * MEBIBYTE };
    const { faults, matches } = await runLua(text, EVENTS, { runtime, limits });
    expect(faults).toEqual([]);
    expect(matches).toHaveLength(6);
  });

  it('corrupted globals harm the rule alone, and not at once: its functions were looked up when it was loaded', async () => {
    const vandal = `
      function pred_eval(event)
        local n = kestrel.event_get_i64(event, 'n')
        if n == 2 then
          pred_eval = 5 pred_capture = {} string.find = 7 setmetatable(_G, { __index = error })
          kestrel = nil
        end
        return true
      end`;
    const { matches, faults } = await runLua(vandal, EVENTS, { runtime });
    expect(matches).toEqual([0, 1, 2]);
    expect(faults.map(({ row }) => row)).toEqual([3, 4, 5]);
  });

  it('runs no finalizer when it is closed', async () => {
    const text = `
      local guard = setmetatable({}, { __gc = function() while true do end end })
      function pred_eval() return true end`;
    const predicate = await loadLua(text, { runtime });
    const { matches } = runEvents(predicate, [{}]);
    expect(matches).toEqual([0]);
    predicate.close();
    expect(predicate.isSpent).toBe(true);
  });

  it.each([
    [new Error('no such column'), { kind: 'error', reason: 'its interpreter failed: no such column' }],
    [
      new RangeError('Maximum call stack size exceeded'),
      { kind: 'stack', reason: 'it filled the stack of its interpreter' },
    ],
  ])(
    'an exception that is not Lua’s (%s) cannot be caught by the rule, and ends it',
    async (exception, fault) => {
      const text = `
      function pred_eval(event)
        pcall(kestrel.event_get_i64, event, 2)
        coroutine.wrap(function() pcall(kestrel.event_get_i64, event, 2) end)()
        return true
      end`;
      const predicate = await loadLua(text, { runtime });
      predicate.bind({
        reader: () => () => {
          throw exception;
        },
      });
      expect(predicate.run(Int32Array.of(4, 5), 2)).toMatchObject({ evaluated: 1, matched: 0 });
      expect(predicate.isSpent).toBe(true);
      expect(predicate.takeFaults()).toEqual([{ ...fault, row: 4 }]);
    },
  );

  it('knows that nothing was done where it is ended before it began', async () => {
    const predicate = await loadLua('function pred_eval() return true end', { runtime });
    expect(predicate.interrupted()).toEqual({ evaluated: 0, matched: 0, row: 0 });
  });

  it('leaves every other rule as it is', async () => {
    const healthy = `
      local count = 0
      function pred_eval(event) count = count + kestrel.event_get_i64(event, 'n') return count % 2 == 0 end`;
    const alone = await runLua(healthy, EVENTS, { runtime });
    const beside = await loadLua(healthy, { runtime });
    const bad = await Promise.all(
      ['while true do end', 'error("x")', 'local s = ("x"):rep(1e9)'].map((body) =>
        loadLua(atThree(body), { runtime }),
      ),
    );
    for (const predicate of bad) runEvents(predicate, EVENTS, { limits: SHORT });
    expect(runEvents(beside, EVENTS).matches).toEqual(alone.matches);
    expect(beside.usage()).toEqual(alone.predicate.usage());
  });
});
