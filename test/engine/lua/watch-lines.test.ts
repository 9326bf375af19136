import { describe, expect, it } from 'vitest';
import { loadLuaPredicate, prepareLineWatch } from '../../../src/engine/lua/load-lua-predicate.ts';
import { LUA_RUNTIMES, type LuaRuntime } from '../../../src/engine/lua/lua-runtime.ts';
import type { WatchedLines } from '../../../src/engine/predicate/line-watch.ts';
import type { Predicate } from '../../../src/engine/predicate/predicate.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../../src/engine/predicate/predicate-limits.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import { TimeLimitError } from '../../../src/engine/predicate/time-guard.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { type FlatEvent, luaRule } from './support.ts';

const realClock = createMonotonicClock();
let readings = 0;
/** For all that does not depend on how long anything takes. */
const countingClock = () => readings++;
const guard = new V8TimeGuard();

interface Settings {
  readonly runtime: LuaRuntime;
  readonly regexes?: readonly string[];
  readonly memoryLimitBytes?: number;
  readonly clock?: () => number;
}

async function load(
  text: string,
  { runtime, regexes = [], memoryLimitBytes, clock = countingClock }: Settings,
): Promise<Predicate> {
  await prepareLineWatch(runtime, clock);
  const { memoryLimitBytes: byDefault } = DEFAULT_PREDICATE_LIMITS;
  return loadLuaPredicate(luaRule(text, { regexes }), runtime, {
    limits: {
      ...DEFAULT_PREDICATE_LIMITS,
      maxFaults: 10_000,
      memoryLimitBytes: memoryLimitBytes ?? byDefault,
    },
    guard,
    wrapper: ruleWrapper('rule'),
    keepCaptures: true,
    lineClock: clock,
  });
}

/** Runs events in batches; before each, `watch` says for how many of them lines are watched. */
function run(
  predicate: Predicate,
  events: readonly FlatEvent[],
  watch: (batch: number) => number,
  batchSize = 32,
) {
  let from = 0;
  predicate.bind({ reader: (path) => (row) => events[from + row]?.[path] });
  const seen: WatchedLines[] = [];
  const answers: unknown[] = [];
  for (let batch = 0; from < events.length; from += batchSize, batch++) {
    const rows = Int32Array.from({ length: Math.min(batchSize, events.length - from) }, (_, row) => row);
    const watched = watch(batch);
    if (watched > 0) predicate.watchLines!(rows, watched, (one) => seen.push(one));
    const outcome = predicate.run(rows, rows.length);
    const matches = [...rows.subarray(0, outcome.matched)];
    const captures = matches.map((row) => predicate.captures(row));
    answers.push({ outcome, matches, captures, faults: predicate.takeFaults(), usage: predicate.usage() });
  }
  return { seen, answers };
}

const EVENTS: readonly FlatEvent[] = Array.from({ length: 320 }, (_, n) => ({
  n,
  name: 'name '.repeat(1 + (n % 9)),
}));

/** By line, the median over all watches, so that one that the machine interrupted does not count. */
function timesOf(seen: readonly WatchedLines[]): Map<number, number> {
  const times = new Map<number, number[]>();
  for (const { lines } of seen) {
    for (const { line, timeNs } of lines) times.set(line, [...(times.get(line) ?? []), timeNs]);
  }
  return new Map(Array.from(times, ([line, values]) => [line, median(values)]));
}

function median(values: number[]): number {
  return values.sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

function passesOf(seen: readonly WatchedLines[]): Record<number, number> {
  const passes: Record<number, number> = {};
  for (const { lines } of seen)
    for (const one of lines) passes[one.line] = (passes[one.line] ?? 0) + one.passes;
  return passes;
}

/** Rules with cheap statements on all lines but one, which is marked. */
const SLOW_LINES: Readonly<Record<string, string>> = {
  'a costly pattern of the host': `function pred_eval(event)
    local name = kestrel.event_get_str(event, 'name')
    local length = #name
    local found = kestrel.re_match(1, name:rep(600)) -- hot
    local n = length + 1
    return found and n < 0
  end`,
  'a text that is built and searched': `function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local even = n % 2 == 0
    local found = ('ab'):rep(1500):find('b%d') -- hot
    local m = n + 1
    return found ~= nil and even and m < 0
  end`,
  substitutions: `function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local even = n % 2 == 0
    local text, count = ('a'):rep(200):gsub('a', 'bb') -- hot
    return even and count < 0
  end`,
  'a loop on one line': `function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local even = n % 2 == 0
    local sum = 0
    for i = 1, 20000 do sum = sum + i * n end -- hot
    return even and sum < 0
  end`,
  'a table that is filled on one line': `function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local all = {}
    for i = 1, 600 do all[i] = { i } end -- hot
    local first = all[1]
    return n < 0 and first == nil
  end`,
  sorting: `local function below(a, b) return a % 17 < b % 17 end
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local all = table.pack(('x'):rep(500):byte(1, -1))
    local m = n + 1
    table.sort(all) -- hot
    return below(m, n) and m < 0
  end`,
  'a join of texts': `local parts = {}
  for i = 1, 1500 do parts[i] = 'part' .. i end
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local even = n % 2 == 0
    local joined = table.concat(parts, ' ') -- hot
    return even and #joined < 0
  end`,
  'a function of its own that is slow': `local function sum_up(n)
    local sum = 0
    for i = 1, 100 do sum = sum + #(('x'):rep(2000) .. n) end -- hot
    return sum
  end
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local sum = sum_up(n + 2)
    return sum < 0
  end`,
  'what is left of a line behind a call of its own': `local function one(n)
    local m = n
    return m + 1
  end
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local length = one(n) + #('xy'):rep(200):gsub('x', 'yy') -- hot
    return length < 0
  end`,
  'an error that is caught': `local function fail(text)
    error(text)
  end
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    local even = n % 2 == 0
    local ok = pcall(fail, 'no') or ('a'):rep(100):find('.-b') -- hot
    return ok and even and n < 0
  end`,
};

describe.each(LUA_RUNTIMES)('lines in %s', (runtime) => {
  it.each(Object.entries(SLOW_LINES))('are hot where they are slow: %s', async (_, text) => {
    const predicate = await load(text, { runtime, regexes: ['(n.*){4}x'], clock: realClock });
    // The first ones are slow for other reasons.
    const seen = run(predicate, EVENTS.slice(0, 100), () => 3, 4).seen.slice(12);
    const hot = text.split('\n').findIndex((line) => line.endsWith('-- hot')) + 1;
    const times = timesOf(seen);
    const others = [...times].filter(([line]) => line !== hot).map(([, timeNs]) => timeNs);
    expect(hot).toBeGreaterThan(0);
    expect(times.get(hot)).toBeGreaterThan(2 * Math.max(...others));
  });

  it('are counted as often as they begin', async () => {
    const text = `local function twice(n)
      return n * 2
    end
    function pred_eval(event)
      local n = kestrel.event_get_i64(event, 'n')
      for i = 1, 3 do
        n = twice(n)
      end
      return n == 0
    end
    function pred_capture()
      return nil
    end`;
    const { seen } = run(await load(text, { runtime }), EVENTS.slice(0, 32), () => 5);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.evaluations).toBe(5);
    // Line 1 and 4 are passed when the script runs, not when an event is evaluated; one event matches.
    expect(passesOf(seen)).toMatchObject({ 2: 15, 5: 5, 7: 15, 9: 5, 12: 1 });
    expect(seen[0]!.lines.map(({ line }) => line)).toEqual([2, 5, 6, 7, 9, 12]);
  });

  it('of the sandbox are none of the rule', async () => {
    const text = `function pred_eval(event)

      return math.random(1, 6) == 7
    end`;
    const { seen } = run(await load(text, { runtime }), EVENTS.slice(0, 32), () => 5);
    expect(passesOf(seen)).toEqual({ 3: 5 });
  });

  it('of coroutines that are made meanwhile are seen', async () => {
    const text = `function pred_eval(event)
      local step = coroutine.wrap(function()
        coroutine.yield(1)
        coroutine.yield(2)
      end)
      local sum = step() + step()
      return sum < 0
    end`;
    const { seen } = run(await load(text, { runtime }), EVENTS.slice(0, 64), (batch) =>
      batch === 0 ? 3 : 0,
    );
    expect(passesOf(seen)).toMatchObject({ 3: 3, 4: 3, 6: 3, 7: 3 });
  });

  it('of an evaluation that fails are told, and the next one is watched as well', async () => {
    const text = `function pred_eval(event)
      local n = kestrel.event_get_i64(event, 'n')
      if n % 2 == 0 then error('even') end
      return 'neither'
    end`;
    const { seen, answers } = run(await load(text, { runtime }), EVENTS.slice(0, 32), () => 4);
    expect(passesOf(seen)).toEqual({ 2: 4, 3: 4, 4: 2 });
    expect(answers).toMatchObject([{ faults: { length: 32 } }]);
  });

  it('are watched no longer in a long loop, and in no event after it', async () => {
    const text = `function pred_eval(event)
      local sum = 0
      for i = 1, 20000 do
        sum = sum + i
      end
      return sum == 200010000
    end`;
    const { seen, answers } = run(await load(text, { runtime }), EVENTS.slice(0, 32), () => 8);
    expect(seen[0]!.evaluations).toBe(1);
    expect(passesOf(seen)[4]).toBeGreaterThan(1_000);
    expect(passesOf(seen)[4]).toBeLessThan(5_000);
    expect(answers).toMatchObject([{ matches: { length: 32 } }]);
  });

  it('are not watched without a clock', async () => {
    const options = {
      limits: DEFAULT_PREDICATE_LIMITS,
      guard,
      wrapper: ruleWrapper('rule'),
      keepCaptures: false,
    };
    const predicate = await loadLuaPredicate(luaRule('function pred_eval() end'), runtime, options);
    expect(run(predicate, EVENTS, () => 8).seen).toEqual([]);
  });

  /** What it answers depends on all that it remembers, draws and allocates, and on how deep it can go. */
  const SENSITIVE = `
    local kept, sum, n, waiting = {}, 0, 0, nil
    local function deep(left)
      if left == 0 then return 0 end
      return 1 + deep(left - 1)
    end
    function pred_eval(event)
      n = n + 1
      waiting = waiting or coroutine.wrap(function() while true do coroutine.yield({}) end end)
      sum = (sum + deep(n % 40) + math.random(100)) % 1000003
      kept[n % 7] = { n, waiting() }
      kept['text' .. n % 5] = ('x'):rep(20 + n % 30) .. kestrel.event_get_str(event, 'name')
      local ok, message = pcall(function() return nil + n end)
      sum = sum + #message
      if n % 11 == 0 then error('every eleventh') end
      return sum % 2 == 0
    end
    function pred_capture() n = n + 1 return { sum = sum } end`;

  it('do not change what a rule answers, holds and does wrong', async () => {
    const unwatched = run(await load(SENSITIVE, { runtime }), EVENTS, () => 0);
    expect(unwatched.answers.length).toBe(10);
    for (const watch of [() => 32, () => 3, (batch: number) => (batch % 3 === 1 ? 7 : 0)]) {
      const watched = run(await load(SENSITIVE, { runtime }), EVENTS, watch);
      expect(watched.seen.length).toBeGreaterThan(2);
      expect(watched.answers).toEqual(unwatched.answers);
    }
  });

  it('do not change how many paths a rule may use', async () => {
    const text = `local n = 0
      function pred_eval(event)
        n = n + 1
        return kestrel.event_get_str(event, 'path.' .. n) == ''
      end`;
    const events = Array.from({ length: 1_100 }, () => ({}));
    const unwatched = run(await load(text, { runtime }), events, () => 0);
    const watched = run(await load(text, { runtime }), events, () => 20);
    expect(watched.answers).toEqual(unwatched.answers);
    expect(JSON.stringify(unwatched.answers)).toContain('1000');
  });
});

/** The answer is made of addresses of what it allocates, in blocks of many sizes and after calls of many depths. */
const MADE_OF_ADDRESSES = `
  local kept, sum, n = {}, 0, 0
  local function deep(left)
    local made = { left }
    if left == 0 then return made end
    return { deep(left - 1) }
  end
  function pred_eval(event)
    n = n + 1
    local made = deep(n % 60)
    kept[n % 7] = made
    local thread = coroutine.create(function() deep(n % 30) end)
    coroutine.resume(thread)
    for digit in (tostring(made) .. tostring(thread)):gmatch('%d') do sum = (sum * 31 + digit) % 1000003 end
    return sum % 2 == 0
  end
  function pred_capture() return { sum = sum } end`;

describe('lines in wasmoon', () => {
  it('do not move what a rule allocates', async () => {
    const settings = { runtime: 'wasmoon' } as const;
    const unwatched = run(await load(MADE_OF_ADDRESSES, settings), EVENTS, () => 0);
    expect(JSON.stringify(unwatched.answers)).toContain('sum');
    for (const events of [1, 5, 32]) {
      const watched = run(await load(MADE_OF_ADDRESSES, settings), EVENTS, () => events);
      expect(watched.seen.length).toBe(10);
      expect(watched.answers).toEqual(unwatched.answers);
    }
  });

  it('are watched with the memory that the rule has, and its limit', async () => {
    const text = `local kept = {}
      function pred_eval(event)
        local ok = pcall(function()
          for i = 1, 1000 do kept[#kept + 1] = ('x'):rep(10000) .. #kept end
        end)
        return not ok
      end`;
    const settings = { runtime: 'wasmoon', memoryLimitBytes: 4_000_000 } as const;
    const unwatched = run(await load(text, settings), EVENTS.slice(0, 64), () => 0);
    const watched = run(await load(text, settings), EVENTS.slice(0, 64), () => 3);
    expect(watched.answers).toEqual(unwatched.answers);
    expect(watched.seen.length).toBe(2);
  });

  it('are watched up to the largest memory that is copied', async () => {
    const text = `local all = ('x'):rep(3600000)
      function pred_eval(event) return #all < 0 end`;
    const { seen } = run(await load(text, { runtime: 'wasmoon' }), EVENTS.slice(0, 32), () => 4);
    expect(seen).toHaveLength(1);
  });

  it('are not watched where the memory is too large to be copied', async () => {
    const text = `local all = ('x'):rep(9000000)
      function pred_eval(event) return #all < 0 end`;
    const { seen } = run(await load(text, { runtime: 'wasmoon' }), EVENTS.slice(0, 64), () => 4);
    expect(seen).toEqual([]);
  });

  it('are watched again after a watch that the time limit ended, with the rule as it was', async () => {
    const text = `function pred_eval(event)
      local n = kestrel.event_get_i64(event, 'n')
      if n == 7 then local found = ('a'):rep(40000):find('.-.-.-b') end
      return n % 2 == 0
    end`;
    const predicate = await load(text, { runtime: 'wasmoon' });
    let from = 7;
    predicate.bind({ reader: () => (row) => from + row });
    const seen: WatchedLines[] = [];
    const rows = Int32Array.of(0);
    const watch = () => predicate.watchLines!(rows, 1, (one) => seen.push(one));
    expect(() => guard.run(20, watch)).toThrow(TimeLimitError);
    expect(seen).toEqual([]);
    from = 8;
    watch();
    expect(passesOf(seen)).toEqual({ 2: 1, 3: 1, 4: 1 });
    expect(predicate.run(rows, 1)).toMatchObject({ evaluated: 1, matched: 1 });
    expect(predicate.isSpent).toBe(false);
  });
});
