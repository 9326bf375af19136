import { describe, expect, it, vi } from 'vitest';
import { loadLuaPredicate } from '../../../src/engine/lua/load-lua-predicate.ts';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { LuaInstance } from '../../../src/engine/lua/wasmoon/lua-instance.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../../src/engine/predicate/predicate-limits.ts';
import { PredicateLoadError } from '../../../src/engine/predicate/predicate-load-error.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import { type TimeGuard, TimeLimitError } from '../../../src/engine/predicate/time-guard.ts';
import { loadLua, luaRule } from './support.ts';

const RULE = 'function pred_eval() return true end';

describe.each(LUA_RUNTIMES)('loading in %s', (runtime) => {
  it('a pattern that does not work is a load fault', async () => {
    const loading = loadLua(RULE, { runtime, regexes: ['a('] });
    await expect(loading).rejects.toThrow(PredicateLoadError);
    const reason = expect.stringMatching(/^a pattern of its pack does not work: not a regular expression/);
    await expect(loading).rejects.toMatchObject({ fault: { kind: 'load', reason } });
  });

  it('patterns are made within the time limit', async () => {
    const guard: TimeGuard = {
      run: (timeLimitMs) => {
        throw new TimeLimitError(timeLimitMs);
      },
      nowMs: () => 0,
      runInTurn: () => {},
    };
    const wrapper = ruleWrapper('rule');
    const options = { limits: DEFAULT_PREDICATE_LIMITS, guard, wrapper, keepCaptures: true };
    const loading = loadLuaPredicate(luaRule(RULE, { regexes: ['a('] }), runtime, options);
    const fault = { kind: 'load', reason: 'it did not come back within 2000 ms' };
    await expect(loading).rejects.toMatchObject({ fault });
  });
});

it('an instance that is refused is a load fault, any other failure is not', async () => {
  const create = vi.spyOn(LuaInstance, 'create');
  try {
    create.mockRejectedValueOnce(new RangeError('Out of memory'));
    const fault = { kind: 'load', reason: 'its interpreter could not be made: Out of memory' };
    await expect(loadLua(RULE, { runtime: 'wasmoon' })).rejects.toMatchObject({ fault });
    create.mockRejectedValueOnce(new Error('no such file'));
    await expect(loadLua(RULE, { runtime: 'wasmoon' })).rejects.toThrow(/^no such file$/);
  } finally {
    create.mockRestore();
  }
});
