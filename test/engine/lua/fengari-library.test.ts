import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { evaluate, runLua } from './support.ts';

/** What the libraries give for it, and what error it raises; fengari is to do as Lua in C does. */
const CALLS: readonly string[] = [
  'tonumber("7fffffffffffffff", 16)',
  'tonumber("ffffffffffffffff", 16)',
  'tonumber("1ffffffffffffffff", 16)',
  'tonumber("-zz", 36)',
  'tonumber(" 12 ", 3)',
  'tonumber("12", 2)',
  'tonumber("1e1", 16)',
  'tonumber("é", 36)',
  'tonumber("", 10)',
  'pcall(string.char, 256)',
  'pcall(string.char, 65, -1)',
  'string.char(65, 255, 0) == "A\\255\\0"',
  'pcall(function() for i = 1, 10, 0 do end end)',
  'pcall(function() for i = 1.0, 10, 0 do end end)',
  'pcall(table.remove, { 1, 2, 3 }, 7)',
  'string.format("%5.2s|%-5s|%5s|%.1s", "é", "ab", "ü", "xyz") == "   é|ab   |   ü|x"',
  'string.format("%5.1s|", "\\255\\254") == "    \\255|"',
  'string.format("%3c|%-3c|", 65, 66)',
  'string.format("%.0f %.0f %.0f", 0.5, 1.5, 2.5)',
  'string.format("%.1f %.2f", 0.25, 1.005)',
  'string.format("%g %g %g %g", 1e20, 100000, 1000000, 0.0001)',
  'string.format("%#g %#.0f %#x", 1.5, 3, 255)',
  'string.format("%+.3e % e %E", 12345.678, 1, 1e-10)',
  'string.format("%010.2f|%-10.2f|%+10.2f|% f", -3.14159, 3.14159, 3.14159, 1)',
  'string.format("%.3f %.20f", 2 ^ 70, 0.1)',
  'string.format("%5.1f|%05f|%-6f|", 1 / 0, -1 / 0, 1 / 0)',
  'string.format("%.99f", 1 / 3)',
  'string.format("%.f|%.e|%.g|%.d", 2.5, 2.5, 2.5, 0)',
  'string.format("%G %G", 1e-10, 1 / 0)',
  'tostring(2 ^ -21)',
];

describe.each(LUA_RUNTIMES)('libraries in %s', (runtime) => {
  it.each([
    ['tonumber("7fffffffffffffff", 16)', '9223372036854775807'],
    ['tonumber("ffffffffffffffff", 16)', '-1'],
    ['string.format("%.0f", 0.5)', '0'],
    ['string.format("%g", 1e20)', '1e+20'],
    ['tostring(0 / 0)', '-nan'],
    ['tostring(2 ^ -21)', '4.7683715820312e-07'],
    ['select(2, pcall(string.char, 256))', "bad argument #1 to 'string.char' (value out of range)"],
    ['pcall(function() for i = 1, 10, 0 do end end)', 'false'],
  ])('%s is %s', async (expression, expected) => {
    expect(await evaluate(`tostring(${expression})`, { runtime })).toBe(expected);
  });
});

it.each(CALLS)('%s is alike in both runtimes', async (call) => {
  const text = `
    function pred_eval() return true end
    function pred_capture()
      local all = table.pack(${call})
      for i = 1, all.n do all[i] = tostring(all[i]) end
      return { all = table.concat(all, ' ') }
    end`;
  const [wasmoon, fengari] = await Promise.all(
    LUA_RUNTIMES.map((runtime) => runLua(text, [{}], { runtime })),
  );
  expect(fengari!.faults).toEqual([]);
  expect(fengari!.captures).toEqual(wasmoon!.captures);
});

it('formats floats alike in both runtimes', async () => {
  const conversion = fc
    .tuple(
      fc.constantFrom('', '-', '+', ' ', '#', '0', '+#0', '-#'),
      fc.constantFrom('', '5', '20'),
      fc.constantFrom('', '.', '.0', '.1', '.3', '.17', '.40'),
      fc.constantFrom('e', 'E', 'f', 'g', 'G'),
    )
    .map((parts) => `%${parts.join('')}`);
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((float) => `(${float})`),
    fc.integer({ min: -4000, max: 4000 }).map((eighths) => `(${eighths} / 8)`),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(conversion, value), { minLength: 20, maxLength: 60 }),
      async (calls) => {
        const list = calls.map(([format, float]) => `string.format("${format}", ${float})`).join(', ');
        const text = `function pred_eval() return true end function pred_capture() local t = { ${list} } local all = {} for i, v in ipairs(t) do all['n' .. i] = v end return all end`;
        const [wasmoon, fengari] = await Promise.all(
          LUA_RUNTIMES.map((runtime) => runLua(text, [{}], { runtime })),
        );
        expect(fengari!.faults).toEqual([]);
        expect(fengari!.captures).toEqual(wasmoon!.captures);
      },
    ),
    { numRuns: 20 },
  );
});
