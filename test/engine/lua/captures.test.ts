import { describe, expect, it, vi } from 'vitest';
import { loadLuaPredicate } from '../../../src/engine/lua/load-lua-predicate.ts';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { LuaInstance } from '../../../src/engine/lua/wasmoon/lua-instance.ts';
import { WasmoonStack } from '../../../src/engine/lua/wasmoon/wasmoon-stack.ts';
import { DEFAULT_PREDICATE_LIMITS } from '../../../src/engine/predicate/predicate-limits.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import { V8TimeGuard } from '../../../src/engine/predicate/v8-time-guard.ts';
import { luaRule, runLua } from './support.ts';

const MATCH = 'function pred_eval() return true end';

describe.each(LUA_RUNTIMES)('captures in %s', (runtime) => {
  const capture = async (body: string) => {
    const ran = await runLua(
      `${MATCH}\nfunction pred_capture(event) ${body} end`,
      [{ 'process.name': 'sh' }],
      { runtime },
    );
    return { captured: ran.captures[0], faults: ran.faults, matches: ran.matches };
  };

  it('keeps texts, numbers and booleans, by key', async () => {
    const { captured } = await capture(
      `return { name = kestrel.event_get_str(event, 3), count = 10, share = 1.5, whole = 2.0, is = true,
         time = 1700000000123456789, infinite = 1/0, list = {}, code = print, [7] = 'seven' }`,
    );
    expect(captured).toEqual({
      ...{ name: 'sh', count: 10, share: 1.5, whole: 2, is: true, 7: 'seven' },
      ...{ time: 1_700_000_000_123_456_789n, infinite: 'Infinity' },
    });
  });

  it('keeps prototype keys as ordinary ones', async () => {
    const { captured } = await capture(`return { ['__proto__'] = 'p', constructor = 'c' }`);
    expect(Object.entries(captured!)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    expect(Object.getPrototypeOf(captured)).toBe(Object.prototype);
  });

  it('cuts what is too long and leaves out what is too much', async () => {
    const { captured } = await capture(
      `local all = { } for at = 1, 500 do all['k' .. at] = ('x'):rep(5000) end return all`,
    );
    expect(Object.keys(captured!)).toHaveLength(64);
    expect(new Set(Object.values(captured!))).toEqual(new Set(['x'.repeat(1024)]));
  });

  it('reads the table as it is, without metamethods', async () => {
    const { captured } = await capture(
      `return setmetatable({ a = 1 }, { __pairs = error, __index = error, __len = error, __tostring = error })`,
    );
    expect(captured).toEqual({ a: 1 });
  });

  it('has none where the rule returns nil', async () => {
    expect(await capture('return nil')).toEqual({ captured: undefined, faults: [], matches: [0] });
  });

  it('counts a fault, and the match stands', async () => {
    expect(await capture(`error('no')`)).toEqual({
      captured: undefined,
      faults: [{ kind: 'error', reason: 'predicate.lua:2: no', row: 0 }],
      matches: [0],
    });
    expect((await capture('return 5')).faults).toEqual([
      { kind: 'bad-result', reason: 'pred_capture returned 5, expected a table', row: 0 },
    ]);
  });

  it('calls pred_capture right after each match, kept or not', async () => {
    const text = `
      local captured = 0
      function pred_eval() return captured < 2 end
      function pred_capture() captured = captured + 1 return { captured = captured } end`;
    expect((await runLua(text, [{}, {}, {}], { runtime })).captures).toEqual([
      { captured: 1 },
      { captured: 2 },
    ]);
    const options = {
      limits: DEFAULT_PREDICATE_LIMITS,
      guard: new V8TimeGuard(),
      wrapper: ruleWrapper('rule'),
      keepCaptures: false,
    };
    const predicate = await loadLuaPredicate(luaRule(text), runtime, options);
    predicate.bind({ reader: () => () => undefined });
    expect(predicate.run(Int32Array.of(0, 1, 2), 3)).toMatchObject({ evaluated: 3, matched: 2 });
    expect(predicate.captures(0)).toBeUndefined();
  });
});

const LARGE_TABLE = `${MATCH}
  local text = ('ü'):rep(500000)
  function pred_capture()
    local all = {}
    for at = 1, 64 do all['k' .. at] = text end
    return all
  end`;

it('reads no more of a text than is kept', async () => {
  const text = vi.spyOn(LuaInstance.prototype, 'text');
  try {
    const { captures } = await runLua(LARGE_TABLE, [{}], { runtime: 'wasmoon' });
    expect(Object.keys(captures[0]!)).toHaveLength(64);
    expect(new Set(Object.values(captures[0]!))).toEqual(new Set(['ü'.repeat(1_024)]));
    expect(Math.max(...text.mock.calls.map(([, byteLength]) => byteLength))).toBe(4_096);
  } finally {
    text.mockRestore();
  }
});

it('does not look into the table where captures are not kept', async () => {
  const entries = vi.spyOn(WasmoonStack.prototype, 'entries');
  try {
    const options = {
      limits: DEFAULT_PREDICATE_LIMITS,
      guard: new V8TimeGuard(),
      wrapper: ruleWrapper('rule'),
      keepCaptures: false,
    };
    const predicate = await loadLuaPredicate(luaRule(LARGE_TABLE), 'wasmoon', options);
    predicate.bind({ reader: () => () => undefined });
    expect(predicate.run(Int32Array.of(0), 1)).toMatchObject({ evaluated: 1, matched: 1 });
    expect(entries).not.toHaveBeenCalled();
  } finally {
    entries.mockRestore();
  }
});
