import { describe, expect, it } from 'vitest';
import { loadLua, runEvents, runLua } from './support.ts';

const MEBIBYTE = 1024 * 1024;

/** Keeps a coroutine per event, with so many values on its stack, and so many entries of a table. */
function keepsCoroutines(values: number, entries: number): string {
  return `
    local kept, many = {}, {}
    local function wait(...) coroutine.yield() end
    function pred_eval()
      local thread = coroutine.create(function() wait(table.unpack(many, 1, ${values})) end)
      coroutine.resume(thread)
      kept[#kept + 1] = thread
      for i = 1, ${entries} do kept[#kept + 1] = i end
    end`;
}

describe('memory of stacks in fengari', () => {
  it('counts what waits on the stacks of coroutines', async () => {
    const predicate = await loadLua(keepsCoroutines(20_000, 0), { runtime: 'fengari' });
    const before = predicate.usage().memoryBytes;
    const after = runEvents(predicate, [{}, {}]).predicate.usage().memoryBytes;
    expect(after - before).toBeGreaterThan(2 * 20_000 * 50);
    expect(after - before).toBeLessThan(2 * 20_000 * 150);
  });

  it('refuses coroutines whose stacks are more than the rule may have', async () => {
    const events = Array.from({ length: 60 }, () => ({}));
    const { faults, predicate } = await runLua(keepsCoroutines(20_000, 2000), events, {
      runtime: 'fengari',
      limits: { memoryLimitBytes: 8 * MEBIBYTE },
    });
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['memory']));
    expect(predicate.isSpent).toBe(true);
    expect(predicate.usage().peakMemoryBytes).toBeLessThan(12 * MEBIBYTE);
  });

  it('counts calls that wait in coroutines', async () => {
    const text = `
      local kept = {}
      local function deeper(n) if n == 0 then coroutine.yield() else deeper(n - 1) end return n end
      function pred_eval()
        local thread = coroutine.create(deeper)
        assert(coroutine.resume(thread, 5000))
        kept[#kept + 1] = thread
      end`;
    const events = Array.from({ length: 40 }, () => ({}));
    const { faults } = await runLua(text, events, {
      runtime: 'fengari',
      limits: { memoryLimitBytes: 8 * MEBIBYTE },
    });
    expect(faults[0]).toMatchObject({ kind: 'memory' });
  });

  it('gives no more to a rule that catches its refusals', async () => {
    const text = `
      local kept = {}
      local function keep() while true do kept[#kept + 1] = { {} } end end
      function pred_eval() for i = 1, 30 do pcall(keep) end end`;
    const { predicate } = await runLua(text, [{}], {
      runtime: 'fengari',
      limits: { memoryLimitBytes: 4 * MEBIBYTE },
    });
    expect(predicate.usage().peakMemoryBytes).toBeLessThan(6 * MEBIBYTE);
  });

  it('forgets a stack that is gone', async () => {
    const text = `
      local many = {}
      local function wait(...) coroutine.yield() end
      function pred_eval()
        coroutine.wrap(function() wait(table.unpack(many, 1, 20000)) end)()
      end`;
    const events = Array.from({ length: 20 }, () => ({}));
    const limits = { memoryLimitBytes: 16 * MEBIBYTE };
    const { faults, evaluated } = await runLua(text, events, { runtime: 'fengari', limits });
    expect(faults).toEqual([]);
    expect(evaluated).toBe(20);
  });
});
