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
