import { Session } from 'node:inspector';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import { ruleWrapper } from '../../../src/engine/predicate/rule-wrapper.ts';
import type { LuaRule, Rule, WasmRule } from '../../../src/engine/rule.ts';
import { ruleUrl } from '../../../src/engine/rule-url.ts';
import { luaRule } from '../lua/support.ts';
import { assembled, wasmRule } from '../wasm/wat-rule.ts';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly url: string };
  readonly hitCount: number;
  readonly children?: readonly number[];
}

function post<Result>(session: Session, method: string, params: object = {}): Result {
  let result: Result | undefined;
  // The inspector of the same thread answers at once.
  session.post(method, params, (error, answer) => {
    if (error !== null) throw error;
    result = answer as Result;
  });
  return result!;
}

/** Samples by the rule's address nearest to the top of the stack. */
async function samplesOf(code: () => Promise<void> | void): Promise<Map<string, number>> {
  const session = new Session();
  session.connect();
  try {
    post(session, 'Profiler.enable');
    post(session, 'Profiler.setSamplingInterval', { interval: 100 });
    post(session, 'Profiler.start');
    await code();
    const { profile } = post<{ profile: { nodes: ProfileNode[] } }>(session, 'Profiler.stop');
    return addUp(profile.nodes);
  } finally {
    session.disconnect();
  }
}

function addUp(nodes: readonly ProfileNode[]): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const samples = new Map<string, number>();
  const visit = (node: ProfileNode, url: string) => {
    const own = node.callFrame.url.startsWith('kestrel-rule:') ? node.callFrame.url : url;
    samples.set(own, (samples.get(own) ?? 0) + node.hitCount);
    for (const child of node.children ?? []) visit(byId.get(child)!, own);
  };
  visit(nodes[0]!, 'nobody');
  return samples;
}

const LOOP_IN_LUA = `function pred_eval(event)
  local sum = 0
  for i = 1, 300 do sum = sum + i end
  return kestrel.event_get_i64(event, 'process.pid') == sum
end`;

const LOOP_IN_WAT = `(module (func (export "pred_eval") (param i32) (result i32)
  (local $left i32)
  (local.set $left (i32.const 3000))
  (loop $again
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (br_if $again (local.get $left)))
  (i32.const 0)))`;

const lua = (id: string): LuaRule => ({ ...luaRule(LOOP_IN_LUA), id });
const wasm = async (id: string): Promise<WasmRule> => ({ ...wasmRule(await assembled(LOOP_IN_WAT)), id });

/** Runs rules in small batches until each had so many, which is enough for V8 to compile and inline what it can. */
async function profiled(rules: readonly Rule[], runtime: 'wasmoon' | 'fengari', batches: number) {
  const { byRule } = await loadPredicates(rules, { lua: runtime, limits: {}, keepCaptures: false });
  const rows = Int32Array.of(0, 1);
  for (const loaded of byRule.values()) {
    if ('predicate' in loaded) loaded.predicate.bind({ reader: () => (row) => row });
  }
  return samplesOf(() => {
    for (let batch = 0; batch < batches; batch++) {
      for (const loaded of byRule.values()) {
        if (!('predicate' in loaded)) throw new Error(loaded.fault.reason);
        loaded.wrapper(() => loaded.predicate.run(rows, 2));
      }
    }
  });
}

describe('profiles tell whose the samples are', () => {
  it.each(LUA_RUNTIMES)('of two Lua rules in %s', async (runtime) => {
    const samples = await profiled([lua('one'), lua('two')], runtime, 4_000);
    expect(samples.get(ruleUrl('one'))).toBeGreaterThan(20);
    expect(samples.get(ruleUrl('two'))).toBeGreaterThan(20);
  });

  it.each(LUA_RUNTIMES)('of a single Lua rule in %s', async (runtime) => {
    const samples = await profiled([lua('one')], runtime, 10_000);
    const all = [...samples.values()].reduce((sum, count) => sum + count, 0);
    expect(samples.get(ruleUrl('one'))).toBeGreaterThan(0.5 * all);
  });

  it('of two Wasm rules', async () => {
    const samples = await profiled([await wasm('one'), await wasm('two')], 'wasmoon', 10_000);
    expect(samples.get(ruleUrl('one'))).toBeGreaterThan(20);
    expect(samples.get(ruleUrl('two'))).toBeGreaterThan(20);
  });

  it('of a single Wasm rule', async () => {
    const samples = await profiled([await wasm('one')], 'wasmoon', 20_000);
    const all = [...samples.values()].reduce((sum, count) => sum + count, 0);
    expect(samples.get(ruleUrl('one'))).toBeGreaterThan(0.5 * all);
  });

  it.each(LUA_RUNTIMES)('of a Lua rule that is loaded in %s', async (runtime) => {
    const text = `local sum = 0 for i = 1, 2000000 do sum = sum + i end
      function pred_init() for i = 1, 2000000 do sum = sum + i end end
      function pred_eval() return false end`;
    const samples = await samplesOf(async () => {
      await loadPredicates([{ ...luaRule(text), id: 'slow' }], {
        lua: runtime,
        limits: { timeLimitMs: 20_000 },
        keepCaptures: false,
      });
    });
    expect(samples.get(ruleUrl('slow'))).toBeGreaterThan(20);
  });
});

describe('a wrapper', () => {
  it('returns what the code returns, and lets pass what it throws', () => {
    const wrapper = ruleWrapper('rule');
    expect(wrapper(() => 7)).toBe(7);
    const error = new Error('no');
    expect(() =>
      wrapper(() => {
        throw error;
      }),
    ).toThrow(error);
  });

  it('takes any text for an id, and runs none of it', () => {
    for (const id of ['', '\n*/ throw 1 //', 'a\u2028b', '\ud800', '__proto__', '%', 'a'.repeat(10_000)]) {
      expect(ruleWrapper(id)(() => 1)).toBe(1);
    }
  });
});
