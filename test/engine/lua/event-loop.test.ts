import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { runLua } from './support.ts';

const THREE = [{}, {}, {}];

/** What calls `pred_eval` shows in nothing: to the rule it is as if nobody did. */
describe.each(LUA_RUNTIMES)('the loop over events in %s', (runtime) => {
  it.each([
    ["error('no place', 2)", 'no place'],
    ["error('no place', 3)", 'no place'],
    ["error('place')", 'predicate.lua:1: place'],
    ['local x = nil + 1', 'predicate.lua:1: attempt to perform arithmetic on a nil value'],
    ['coroutine.yield()', 'attempt to yield from outside a coroutine'],
  ])('is not named where %s', async (statement, reason) => {
    const { faults } = await runLua(`function pred_eval() ${statement} end`, THREE, { runtime });
    expect(faults).toEqual([0, 1, 2].map((row) => ({ kind: 'error', reason, row })));
  });

  it('runs a function of a library as it runs one of the rule', async () => {
    const { faults } = await runLua('pred_eval = string.rep', [{}], { runtime });
    expect(faults).toMatchObject([{ kind: 'error', reason: expect.stringMatching(/^bad argument #2 to /) }]);
  });

  it('gives one argument, 0, and takes one result', async () => {
    const text = `function pred_eval(...) return select('#', ...) == 1 and ... == 0, 'more' end`;
    expect((await runLua(text, THREE, { runtime })).matches).toEqual([0, 1, 2]);
  });

  it('cannot be found', async () => {
    const text = `
      local seen = {}
      local function look(value)
        if type(value) ~= 'table' or seen[value] then return end
        seen[value] = true
        for key, inner in next, value do look(key) look(inner) look(getmetatable(inner)) end
      end
      function pred_eval()
        look(_G)
        look(getmetatable(''))
        local count = 0
        for table in next, seen do if rawlen(table) == 1 then count = count + 1 end end
        return count > 0
      end`;
    const { matches, faults } = await runLua(text, THREE, { runtime });
    expect({ matches, faults }).toEqual({ matches: [], faults: [] });
  });
});
