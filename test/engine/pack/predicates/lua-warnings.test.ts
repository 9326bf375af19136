import { expect, test } from 'vitest';
import { luaWarnings } from '../../../../src/engine/pack/predicates/lua-warnings.ts';
import { sourceFile } from '../../../../src/engine/pack/source-file.ts';

const settings = {
  category: null,
  fields: new Map([[2, { id: 2, path: 'process.pid' }]]),
  regexes: ['a', 'b'],
  globs: ['c'],
  limits: {},
};

/** The warnings about a script that has everything else right. */
function warnings(code: string, overrides: Partial<typeof settings> = {}) {
  const source = sourceFile('a.lua', 'a.lua', `function pred_eval(event)\n${code}\nend`);
  return luaWarnings(source, { ...settings, ...overrides });
}

test('a field that the table does not have, once, at its place', () => {
  const found = warnings(
    '  local a = kestrel.event_get_i64(event, 2)\n  return kestrel.event_get_str( e , 99 ) == ""',
  );
  expect(found).toMatchObject([
    { severity: 'warning', code: 'lua-unknown-field', line: 3, column: 37, length: 2 },
  ]);
  expect(found[0]?.message).toContain('field 99');
  expect(warnings('event_get_u64(e, 7) event_get_bool(e, 7) event_get_i64(e, 0x7)')).toHaveLength(1);
});

test('comments, texts, paths and computed numbers are no field ids', () => {
  expect(warnings('-- event_get_i64(e, 9)\nx = "event_get_i64(e, 9)"')).toEqual([]);
  expect(warnings('event_get_str(e, "process.name") event_get_i64(e, n) event_get_i64(e, 8 + 1)')).toEqual(
    [],
  );
});

test('hexadecimal numbers are numbers', () => {
  expect(warnings('event_get_i64(e, 0x2)')).toEqual([]);
  expect(warnings('event_get_i64(e, 0x3)').map(({ message }) => message)).toEqual([
    expect.stringContaining('field 3:'),
  ]);
});

test('a table that could not be read makes no warnings', () => {
  expect(warnings('event_get_i64(e, 9)', { fields: new Map() })).toEqual([]);
});

test('a pattern that is not declared', () => {
  expect(warnings('re_match(1, t) re_match(2, t) glob_match(1, t)')).toEqual([]);
  expect(
    warnings('kestrel.re_match(0, t)\nkestrel.re_match( 3 , t) re_match(3, u)\nglob_match(2, t)'),
  ).toMatchObject([
    { code: 'lua-unknown-pattern', line: 2, column: 18, message: expect.stringContaining('regex 0') },
    { line: 3, column: 19, length: 1, message: expect.stringContaining('regex 3') },
    { line: 4, message: expect.stringContaining('glob 2') },
  ]);
});

test('a script that does not mention pred_eval', () => {
  const codes = (text: string) => luaWarnings(sourceFile('a', 'a', text), settings).map(({ code }) => code);
  expect(codes('function pred_evl() end -- pred_eval')).toEqual(['lua-no-pred-eval']);
  expect(codes('pred_eval = function() end')).toEqual([]);
  expect(codes('_G["pred_eval"] = function() end')).toEqual([]);
});

test('there are never more than anybody reads', () => {
  const calls = Array.from({ length: 50 }, (_, index) => `event_get_i64(e, ${100 + index})`);
  expect(warnings(calls.join('\n'))).toHaveLength(20);
});
