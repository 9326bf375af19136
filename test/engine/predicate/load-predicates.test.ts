import { describe, expect, test, vi } from 'vitest';
import { type LoadPredicatesOptions, loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import type { LoadedPredicate } from '../../../src/engine/predicate/loaded-predicates.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../../src/engine/predicate/predicate-limits.ts';
import type { PredicateSettings } from '../../../src/engine/predicate/predicate-settings.ts';
import type { LuaRule } from '../../../src/engine/rule.ts';
import { ruleOf } from '../../support/rule.ts';
import { assembled, wasmRule } from '../wasm/wat-rule.ts';

const OPTIONS: LoadPredicatesOptions = { lua: 'wasmoon', limits: {}, keepCaptures: false };
const LUA_TRUE = 'function pred_eval(event) return true end';
const WAT_TRUE = '(module (func (export "pred_eval") (param i32) (result i32) i32.const 1))';

function luaRule(text: string, settings: Partial<PredicateSettings> = {}): LuaRule {
  const { module: _, ...header } = wasmRule(new Uint8Array(), settings);
  return { ...header, kind: 'lua', text, file: 'rule.lua', origin: { file: 'rule.lua', line: 1, column: 1 } };
}

async function wat(text: string, settings: Partial<PredicateSettings> = {}) {
  return wasmRule(await assembled(text), settings);
}

test('loads Lua and Wasm rules under their places in the pack, and leaves the others out', async () => {
  const rules = [ruleOf('any where true'), luaRule(LUA_TRUE), ruleOf('any where true'), await wat(WAT_TRUE)];
  const seen: number[] = [];
  const { byRule } = await loadPredicates(rules, {
    ...OPTIONS,
    aroundLoad: (rule, load) => {
      seen.push(rule);
      return load();
    },
  });
  expect([...byRule.keys()]).toEqual([1, 3]);
  expect([...byRule.values()].map((loaded) => 'predicate' in loaded)).toEqual([true, true]);
  expect(seen).toEqual([1, 3]);
});

test.each(['wasmoon', 'fengari'] as const)(
  'a rule that cannot be started under %s costs no other',
  async (lua) => {
    const rules = [luaRule('error("no")'), luaRule(LUA_TRUE), luaRule('local x = 1')];
    const { byRule } = await loadPredicates(rules, { ...OPTIONS, lua });
    expect(byRule.get(0)).toMatchObject({ fault: { kind: 'load', reason: expect.stringContaining('no') } });
    expect(byRule.get(1)).toHaveProperty('predicate');
    expect(byRule.get(2)).toMatchObject({
      fault: { kind: 'load', reason: expect.stringContaining('pred_eval') },
    });
  },
);

test('a Lua rule runs on the runtime that was asked for', async () => {
  const rule = luaRule('assert(_VERSION == "Lua 5.3") function pred_eval() return true end');
  const load = async (lua: 'wasmoon' | 'fengari') =>
    (await loadPredicates([rule], { ...OPTIONS, lua })).byRule.get(0);
  expect(await load('fengari')).toHaveProperty('predicate');
  expect(await load('wasmoon')).toHaveProperty('fault');
});

describe('limits', () => {
  const limitsOf = async (settings: Partial<PredicateSettings>, given: LoadPredicatesOptions['limits']) => {
    const { byRule } = await loadPredicates([await wat(WAT_TRUE, settings)], { ...OPTIONS, limits: given });
    return byRule.get(0);
  };

  test('are the defaults where nobody sets them', async () => {
    expect(await limitsOf({}, {})).toMatchObject({ limits: DEFAULT_PREDICATE_LIMITS });
  });

  test('are those of the pack before the defaults, and those given before the pack', async () => {
    const limits = { maxFaults: 3, timeLimitMs: 70 };
    expect(await limitsOf({ limits }, { maxFaults: 5 })).toMatchObject({
      limits: { ...DEFAULT_PREDICATE_LIMITS, timeLimitMs: 70, maxFaults: 5 },
    });
  });

  test('hold for loading, too', async () => {
    const rule = await wat(
      '(module (memory 4) (func (export "pred_eval") (param i32) (result i32) i32.const 1))',
    );
    const { byRule } = await loadPredicates([rule], { ...OPTIONS, limits: { memoryLimitBytes: 65_536 } });
    expect(byRule.get(0)).toMatchObject({ fault: { kind: 'load' } });
  });
});

test('what is no fault of a rule passes through, after what was loaded is freed', async () => {
  const rules = [await wat(WAT_TRUE), await wat(WAT_TRUE)];
  const closed: unknown[] = [];
  const loading = loadPredicates(rules, {
    ...OPTIONS,
    aroundLoad: async (rule, load) => {
      if (rule === 1) throw new TypeError('a fault of the program');
      const loaded = await load();
      const { predicate } = loaded as LoadedPredicate & { predicate: { close(): void } };
      vi.spyOn(predicate, 'close').mockImplementation(() => void closed.push(predicate));
      return loaded;
    },
  });
  await expect(loading).rejects.toThrow('a fault of the program');
  expect(closed).toHaveLength(1);
});
