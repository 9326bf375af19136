import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import type { PredicateUsage } from '../../../src/engine/predicate/predicate.ts';
import { loadLua, runEvents } from './support.ts';

const MEBIBYTE = 1024 * 1024;

/** Keeps a text of n bytes per event; other texts have other bytes, so that none is shared. */
const KEEPS = `
  local kept = {}
  function pred_eval(event)
    local n = kestrel.event_get_i64(event, 'n')
    if n > 0 then kept[#kept + 1] = string.char(65 + #kept):rep(1024):rep(n // 1024) else kept = {} end
  end`;

async function usages(text: string, ...sizes: readonly number[]): Promise<PredicateUsage[]> {
  const predicate = await loadLua(text, { runtime: 'wasmoon' });
  return sizes.map((n) => runEvents(predicate, [{ n }]).predicate.usage());
}

describe('memory of a Lua rule in wasmoon', () => {
  it('is what the rule keeps, within 5%', async () => {
    const known = 2 * MEBIBYTE;
    const [before, after, more] = await usages(KEEPS, 1, known, 3 * known);
    expect(Math.abs(after!.memoryBytes - before!.memoryBytes - known) / known).toBeLessThan(0.05);
    expect(Math.abs(more!.memoryBytes - after!.memoryBytes - 3 * known) / (3 * known)).toBeLessThan(0.05);
  });

  it('sees a peak that is over before the batch is', async () => {
    const text = `
      function pred_eval(event)
        local text = ('x'):rep(1024):rep(kestrel.event_get_i64(event, 'n') // 1024)
        text = nil
        for i = 1, 600000 do local t = { i } end
      end`;
    const known = 10 * MEBIBYTE;
    const [before, after] = await usages(text, 1, known);
    expect(before!.peakMemoryBytes).toBeLessThan(MEBIBYTE);
    expect(after!.peakMemoryBytes).toBeGreaterThan(known);
    // The text as it is built and as it is kept, for a moment both.
    expect(after!.peakMemoryBytes).toBeLessThan(2.1 * known);
    expect(after!.memoryBytes).toBeLessThan(MEBIBYTE);
  });

  it('is never above its peak, and the peak never falls', async () => {
    const all = await usages(KEEPS, 1_000_000, 0, 500_000, 2_000_000, 0);
    for (const [at, { memoryBytes, peakMemoryBytes }] of all.entries()) {
      expect(memoryBytes).toBeLessThanOrEqual(peakMemoryBytes);
      expect(peakMemoryBytes).toBeGreaterThanOrEqual(all[at - 1]?.peakMemoryBytes ?? 0);
    }
  });

  it('stays below the limit', async () => {
    const predicate = await loadLua(KEEPS, {
      runtime: 'wasmoon',
      limits: { memoryLimitBytes: 3 * MEBIBYTE },
    });
    const { faults } = runEvents(
      predicate,
      Array.from({ length: 8 }, () => ({ n: MEBIBYTE })),
    );
    expect(faults.map(({ kind }) => kind)).toContain('memory');
    expect(predicate.usage().peakMemoryBytes).toBeLessThanOrEqual(3 * MEBIBYTE);
  });
});

describe('estimated memory of a Lua rule in fengari', () => {
  it('grows with what the rule keeps', async () => {
    const predicate = await loadLua(KEEPS, { runtime: 'fengari' });
    const before = predicate.usage().memoryBytes;
    const known = 4 * MEBIBYTE;
    const after = runEvents(predicate, [{ n: known }]).predicate.usage().memoryBytes;
    expect((after - before) / known).toBeGreaterThan(0.9);
    expect((after - before) / known).toBeLessThan(1.5);
  });

  it('does not grow with garbage', async () => {
    const text = 'function pred_eval() for i = 1, 50000 do local t = { { i } } end end';
    const predicate = await loadLua(text, { runtime: 'fengari' });
    const { memoryBytes, peakMemoryBytes } = runEvents(predicate, [{}, {}, {}]).predicate.usage();
    expect(memoryBytes).toBeLessThan(3 * MEBIBYTE);
    expect(peakMemoryBytes).toBeLessThan(3 * MEBIBYTE);
    expect(peakMemoryBytes).toBeGreaterThanOrEqual(memoryBytes);
  });
});

it.each(LUA_RUNTIMES)('counts nothing twice in %s: a state of its own for every rule', async (runtime) => {
  const small = await loadLua('function pred_eval() end', { runtime });
  const before = small.usage();
  const large = await loadLua(KEEPS, { runtime });
  runEvents(large, [{ n: 8 * MEBIBYTE }]);
  expect(small.usage()).toEqual(before);
});
