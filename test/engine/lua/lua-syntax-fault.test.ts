import { expect, it } from 'vitest';
import { luaSyntaxFault } from '../../../src/engine/lua/lua-syntax-fault.ts';

it('finds nothing wrong with a rule', async () => {
  expect(await luaSyntaxFault('function pred_eval() return true end', 'predicate.lua')).toBeUndefined();
});

it('names the line, and the message without the name of the chunk', async () => {
  expect(await luaSyntaxFault('local a = 1\nlocal b = = 2', 'predicate.lua')).toEqual({
    line: 2,
    message: "unexpected symbol near '='",
  });
});

it('is not confused by names that are long or look like a message', async () => {
  for (const name of ['a:9: b.lua', `${'long/'.repeat(40)}rule.lua`, 'ü'.repeat(60), '']) {
    expect(await luaSyntaxFault('\n\nx = ', name)).toEqual({
      line: 3,
      message: 'unexpected symbol near <eof>',
    });
  }
});

it('runs nothing', async () => {
  expect(await luaSyntaxFault('while true do end', 'predicate.lua')).toBeUndefined();
});

it('takes deep nesting, bytecode and odd bytes for faults', async () => {
  expect((await luaSyntaxFault(`x = ${'('.repeat(100_000)}`, 'deep.lua'))?.message).toMatch(/overflow/);
  expect((await luaSyntaxFault('\u001bLua', 'bytes.lua'))?.message).toMatch(/binary chunk/);
  expect(await luaSyntaxFault('x = 1 \u0000', 'zero.lua')).toMatchObject({ line: 1 });
});

/** Lua takes time in proportion to the square of their number. */
const MANY_BRANCHES = `if x then ${'elseif x then '.repeat(60_000)}end`;

it('gives up a text that takes too long, and parses the next ones', async () => {
  const waiting = [
    luaSyntaxFault(MANY_BRANCHES, 'long.lua', 20),
    luaSyntaxFault('x = = 1', 'beside.lua'),
    luaSyntaxFault('x = 1', 'fine.lua'),
  ];
  expect(await Promise.all(waiting)).toEqual([
    { line: 1, message: 'it could not be parsed within 20 ms' },
    { line: 1, message: "unexpected symbol near '='" },
    undefined,
  ]);
});
