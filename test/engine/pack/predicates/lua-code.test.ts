import fc from 'fast-check';
import { expect, test } from 'vitest';
import { luaCode } from '../../../../src/engine/pack/predicates/lua-code.ts';

/** What is left, without the blanks. */
const left = (text: string) => luaCode(text).replace(/\s+/g, ' ').trim();

test.each([
  ['x = 1 -- two', 'x = 1'],
  ['x --[[ a\nb ]] y', 'x y'],
  ['x --[==[ a ]] b ]==] y', 'x y'],
  ['x ---[[ a\ny', 'x y'],
  ['f("a -- b") g()', 'f( ) g()'],
  ["f('it\\'s') g()", 'f( ) g()'],
  ['f("a\\\\") g()', 'f( ) g()'],
  ['f("a\\\nb") g()', 'f( ) g()'],
  ['f([[ " ]]) g()', 'f( ) g()'],
  ['f([=[ ]] ]=]) g()', 'f( ) g()'],
  ['a[b[1]] = c', 'a[b[1]] = c'],
  ['x --[[ not closed\ny', 'x'],
  ['x = "not closed\ny()', 'x = y()'],
])('%j is the code %j', (text, code) => {
  expect(left(text)).toBe(code);
});

test('offsets and line breaks stay where they are', () => {
  const token = fc.constantFrom('"', "'", '--', '[[', ']]', '[=[', ']=]', '\\', '\n', 'x', ' ', '\r\n', 'é');
  fc.assert(
    fc.property(fc.array(token), (tokens) => {
      const text = tokens.join('');
      const code = luaCode(text);
      expect(code).toHaveLength(text.length);
      for (const [index, character] of [...code].entries()) {
        expect([' ', text[index]]).toContain(character);
        expect(character === '\n').toBe(text[index] === '\n');
      }
    }),
  );
});
