import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { evaluate, loadLua, runLua } from './support.ts';

/** All that a rule finds under a name, in both runtimes. */
const GLOBALS =
  '_G _VERSION assert coroutine error event getmetatable ipairs kestrel math next pairs pcall pred_capture pred_eval ' +
  'print rawequal rawget rawlen rawset select setmetatable string table tonumber tostring type utf8 warn xpcall';

describe.each(LUA_RUNTIMES)('the sandbox of %s', (runtime) => {
  it('has no other globals', async () => {
    const names = `(function()
      local names = {}
      for name in pairs(_G) do names[#names + 1] = name end
      table.sort(names)
      return table.concat(names, ' ')
    end)()`;
    expect(await evaluate(names, { runtime })).toBe(GLOBALS);
  });

  it.each([
    'io',
    'os',
    'require',
    'package',
    'debug',
    'load',
    'loadstring',
    'loadfile',
    'dofile',
    'collectgarbage',
    'string.dump',
    'fengari',
    'js',
  ])('has no %s', async (name) => {
    expect(await evaluate(`type(${name})`, { runtime })).toBe('nil');
  });

  it('has no way around to what was taken away', async () => {
    const found = `(function()
      local seen, forbidden = {}, {}
      local wanted = { loadfile = true, dofile = true, load = true, dump = true, execute = true, open = true, popen = true,
        getinfo = true, sethook = true, getregistry = true, loadlib = true, collectgarbage = true }
      local function visit(value, name)
        if wanted[name] then forbidden[#forbidden + 1] = name end
        if type(value) ~= 'table' or seen[value] then return end
        seen[value] = true
        for key, member in next, value do visit(member, key) end
        visit(getmetatable(value), 'metatable')
      end
      visit(_G, '_G')
      visit(getmetatable(''), 'metatable of strings')
      return table.concat(forbidden, ' ')
    end)()`;
    expect(await evaluate(found, { runtime })).toBe('');
  });

  it('takes no bytecode for source text', async () => {
    await expect(loadLua('\u001bLua\u0054\u0000', { runtime })).rejects.toThrow(
      /attempt to load a binary chunk/,
    );
  });

  it('has string methods of its own: a change to them is not seen by another rule', async () => {
    const vandal = `
      local meta = getmetatable('')
      meta.__index = function() return function() return 'hijacked' end end
      string.lower = nil string.find = 5 table.insert = nil tostring = nil math.floor = nil
      function pred_eval() return ('X'):lower() == 'hijacked' end`;
    const { matches } = await runLua(vandal, [{}], { runtime });
    expect(matches).toEqual([0]);
    expect(await evaluate(`('X'):lower() .. tostring(math.floor(1.5))`, { runtime })).toBe('x1');
  });

  it('shares no globals between rules', async () => {
    await loadLua('shared = 1 _G.other = 2 function pred_eval() end', { runtime });
    expect(await evaluate('tostring(shared) .. tostring(other)', { runtime })).toBe('nilnil');
  });

  it('prints nothing', async () => {
    const written: unknown[] = [];
    const { write } = process.stdout;
    const { log } = console;
    process.stdout.write = (chunk: unknown) => written.push(chunk) > 0;
    console.log = (...texts: unknown[]) => written.push(...texts);
    try {
      await runLua(`function pred_eval() print('a', 1) warn('@on') warn('b') return true end`, [{}], {
        runtime,
      });
    } finally {
      process.stdout.write = write;
      console.log = log;
    }
    expect(written).toEqual([]);
  });

  it('has random numbers that are the same in every run and both runtimes', async () => {
    const numbers =
      '(function() local all = {} for at = 1, 6 do all[at] = math.random(1000) end return table.concat(all, " ") end)()';
    expect(await evaluate(numbers, { runtime })).toBe('956 359 469 301 172 141');
    const seeded = '(function() math.randomseed(7) return math.random(1000) .. " " .. math.random() end)()';
    expect(await evaluate(seeded, { runtime })).toBe(await evaluate(seeded, { runtime: 'wasmoon' }));
    expect(await evaluate('math.type(math.random(-5, 5))', { runtime })).toBe('integer');
    await expect(evaluate('math.random(0)', { runtime })).rejects.toThrow(
      /bad argument #1 to 'random' \(interval is empty\)/,
    );
    await expect(evaluate('math.random(1.5)', { runtime })).rejects.toThrow(/whole number expected/);
  });

  it('walks tables in the same order in every run', async () => {
    const walk = `(function()
      local names, set = {}, {}
      for at = 1, 40 do set['key' .. at * 7919] = true end
      for name in pairs(set) do names[#names + 1] = name end
      return table.concat(names, ' ')
    end)()`;
    expect(await evaluate(walk, { runtime })).toBe(await evaluate(walk, { runtime }));
  });

  it('tells strings of control characters apart', async () => {
    const text = `local seen = { ['\\x01\\x23'] = 'a' } function pred_eval() return seen['\\x12\\x03'] == nil and '\\x02' < '\\x10' end`;
    expect((await runLua(text, [{}], { runtime })).matches).toEqual([0]);
  });
});
