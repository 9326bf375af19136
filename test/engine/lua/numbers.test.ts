import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LUA_RUNTIMES } from '../../../src/engine/lua/lua-runtime.ts';
import { evaluate, runLua } from './support.ts';

/** Expressions of whole numbers, and what they are as text in Lua 5.4. */
const EXPRESSIONS: readonly (readonly [string, string])[] = [
  ['1000000000000', '1000000000000'],
  ['60 * 1000000000', '60000000000'],
  ['5 * 60 * 1000000000', '300000000000'],
  ['9007199254740993', '9007199254740993'],
  ['9007199254740992 + 1', '9007199254740993'],
  ['1700000000123456789 - 1700000000000000000', '123456789'],
  ['9223372036854775807 + 1', '-9223372036854775808'],
  ['math.maxinteger', '9223372036854775807'],
  ['math.mininteger', '-9223372036854775808'],
  ['3000000000 * 3000000000', '9000000000000000000'],
  ['4000000000 * 4000000000', '-2446744073709551616'],
  ['7 // 2', '3'],
  ['-7 // 2', '-4'],
  ['-7 % 3', '2'],
  ['7 % -3', '-2'],
  ['1700000000123456789 // 1000000000', '1700000000'],
  ['-1700000000123456789 % 1000', '211'],
  ['7 / 2', '3.5'],
  ['6 / 2', '3.0'],
  ['1e15', '1e+15'],
  ['1e14', '1e+14'],
  ['123456.75', '123456.75'],
  ['1 / 0', 'inf'],
  ['-1 / 0', '-inf'],
  ['0.00001', '1e-05'],
  ['2 ^ 53', '9.007199254741e+15'],
  ['1 << 40', '1099511627776'],
  ['1 << 63', '-9223372036854775808'],
  ['-1 >> 1', '9223372036854775807'],
  ['1 << 64', '0'],
  ['0xff & 0x0f', '15'],
  ['0x100000000 | 1', '4294967297'],
  ['~0', '-1'],
  ['0xffffffffffffffff', '-1'],
  ['0x7fffffffffffffff', '9223372036854775807'],
  ['math.floor(3.7)', '3'],
  ['math.floor(1e12 + 0.5)', '1000000000000'],
  ['math.abs(-1700000000123456789)', '1700000000123456789'],
  ['math.fmod(-7, 3)', '-1'],
  ['math.type(1 << 60)', 'integer'],
  ['math.type(2 ^ 31)', 'float'],
  ['1 << 62 == 2.0 ^ 62', 'true'],
  ['(1 << 53) + 1 == 2.0 ^ 53', 'false'],
  ['string.format("%d", 1700000000123456789)', '1700000000123456789'],
  ['string.format("%x", -1)', 'ffffffffffffffff'],
  ['string.format("%5d|%-5d|%05d|%+d", 42, 42, 42, 42)', '   42|42   |00042|+42'],
  ['string.format("%s(%d)", "bash", 4242)', 'bash(4242)'],
  ['string.format("%#X", 255)', '0XFF'],
  ['string.format("%.3d", 7)', '007'],
  ['string.format("%.2f", 2.5)', '2.50'],
  ['tonumber("1700000000123456789")', '1700000000123456789'],
  ['tonumber("0x10")', '16'],
  ['tonumber("ff", 16)', '255'],
  ['tonumber("5e3")', '5000.0'],
  ['tonumber("9223372036854775808")', '9.2233720368548e+18'],
  ['1700000000123456789 .. ""', '1700000000123456789'],
  ['"a" .. 10 .. 2.0', 'a102.0'],
  ['#"abc" * 1000000000', '3000000000'],
  ['select("#", 1, 2, 3)', '3'],
  ['-0.0', '-0.0'],
  ['pcall(string.rep, "x", 1 << 62)', 'false'],
  ['("abc"):sub(-(1 << 62), 1 << 62)', 'abc'],
  ['string.format("%d", 0)', '0'],
  ['math.ult((1 << 60) + 1, -1)', 'true'],
  ['math.ult((1 << 60) + 1, 1 << 60)', 'false'],
  ['math.tointeger(2.0 ^ 53)', '9007199254740992'],
];

describe.each(LUA_RUNTIMES)('numbers in %s', (runtime) => {
  it.each(EXPRESSIONS)('%s is %s', async (expression, expected) => {
    expect(await evaluate(`tostring(${expression})`, { runtime })).toBe(expected);
  });

  it('counts through a loop beyond 32 bits', async () => {
    const text = `
      function pred_eval()
        local sum = 0
        for time = 5000000000, 5000000000 + 3 do sum = sum + time end
        return sum == 20000000006
      end`;
    expect((await runLua(text, [{}], { runtime })).matches).toEqual([0]);
  });

  it('keeps table keys beyond 2^53 apart, and finds whole floats under the integer', async () => {
    const text = `
      local seen = {}
      function pred_eval()
        seen[9007199254740993] = 'a'
        seen[9007199254740995] = 'b'
        seen[2.0 ^ 60] = 'c'
        return seen[9007199254740993] == 'a' and seen[9007199254740995] == 'b' and seen[1 << 60] == 'c'
      end`;
    expect((await runLua(text, [{}], { runtime })).matches).toEqual([0]);
  });

  it('keeps windows of five minutes to the nanosecond', async () => {
    const text = `
      local WINDOW_NS = 5 * 60 * 1000000000
      local first
      function pred_eval(event)
        local now = kestrel.event_get_i64(event, 100)
        first = first or now
        return now - first <= WINDOW_NS
      end`;
    const start = 1_700_000_000_000_000_001n;
    const events = [0n, 300_000_000_000n, 300_000_000_001n].map((after) => ({
      'kestrel.ts_mono_ns': start + after,
    }));
    expect((await runLua(text, events, { runtime })).matches).toEqual([0, 1]);
  });
});

it('calculates alike in both runtimes', async () => {
  const whole = fc
    .bigInt({ min: -(2n ** 62n), max: 2n ** 62n })
    .map((value) => (value < 0n ? `(${value})` : `${value}`));
  const small = fc
    .integer({ min: -70, max: 70 })
    .filter((value) => value !== 0)
    .map((value) => `(${value})`);
  const operator = fc.constantFrom('+', '-', '*', '//', '%', '&', '|', '~', '<<', '>>', '<', '<=', '==');
  const expression = fc
    .tuple(whole, operator, fc.oneof(whole, small))
    .filter(([, sign, right]) => right !== '0' || !'//%'.includes(sign));
  await fc.assert(
    fc.asyncProperty(fc.array(expression, { minLength: 20, maxLength: 60 }), async (expressions) => {
      const list = expressions.map((parts) => `tostring(${parts.join(' ')})`).join(', ');
      const variables = expressions.map(
        ([a, op, b]) => `calculate(function(a, b) return a ${op} b end, ${a}, ${b})`,
      );
      const text = `
        local function calculate(operation, a, b) return tostring(operation(a, b)) end
        function pred_eval() return true end
        function pred_capture() return { folded = table.concat({ ${list} }, ' '), run = table.concat({ ${variables.join(', ')} }, ' ') } end`;
      const [wasmoon, fengari] = await Promise.all(
        LUA_RUNTIMES.map((runtime) => runLua(text, [{}], { runtime })),
      );
      expect(fengari!.faults).toEqual([]);
      expect(fengari!.captures).toEqual(wasmoon!.captures);
    }),
    { numRuns: 20 },
  );
});

it('writes floats alike in both runtimes', async () => {
  const float = fc.double({ noNaN: true, noDefaultInfinity: true });
  await fc.assert(
    fc.asyncProperty(fc.array(float, { minLength: 20, maxLength: 60 }), async (values) => {
      const list = values.map((value) => `tostring(${value} + 0.0)`).join(', ');
      const text = `function pred_eval() return true end function pred_capture() return { all = table.concat({ ${list} }, ' ') } end`;
      const [wasmoon, fengari] = await Promise.all(
        LUA_RUNTIMES.map((runtime) => runLua(text, [{}], { runtime })),
      );
      expect(fengari!.captures).toEqual(wasmoon!.captures);
    }),
    { numRuns: 20 },
  );
});

describe.each(LUA_RUNTIMES)('whole numbers beyond 2^53 in %s', (runtime) => {
  it.each([
    [1e17, '100000000000000000', '100000000000000000', 'true'],
    [-1e17, '-100000000000000000', '0', 'true'],
    [2 ** 53, '9007199254740992', '9007199254740992', 'true'],
    [1e300, '9223372036854775807', '1.844674407371e+19', 'true'],
    [-1e300, '-9223372036854775808', '0', 'true'],
    [1.5, '0', '0', 'false'],
    [Number.POSITIVE_INFINITY, '0', '0', 'false'],
    [Number.NaN, '0', '0', 'false'],
  ])('%d is read as the integer that it is, or the nearest', async (n, signed, unsigned, isTrue) => {
    const read = (name: string) => evaluate(`tostring(kestrel.${name}(event, 'n'))`, { runtime }, { n });
    expect(await read('event_get_i64')).toBe(signed);
    expect(await read('event_get_u64')).toBe(unsigned);
    expect(await read('event_get_bool')).toBe(isTrue);
  });
});
