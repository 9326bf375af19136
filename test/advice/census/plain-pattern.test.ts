import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainForm } from '../../../src/advice/census/plain-pattern.ts';
import { textMatches } from '../../../src/advice/census/rewrites.ts';
import { compileFilter } from '../../../src/engine/compile-filter.ts';
import type { EventFilter } from '../../../src/engine/eql/ast.ts';
import { printExpression, printString } from '../../../src/engine/eql/print-expression.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { ruleOf } from '../../support/rule.ts';

function filterOf(condition: string): EventFilter {
  const { query } = ruleOf(`any where ${condition}`);
  if (query.kind !== 'event') throw new Error('not an event query');
  return query.filter;
}

/** The plain form of the first match of a condition, as text. */
function plainOf(condition: string): string | undefined {
  const plain = plainForm(textMatches(filterOf(condition).condition)[0]!, 'elastic');
  return plain && printExpression(plain);
}

describe('the plain form of a regular expression', () => {
  it.each([
    ['a regex "cmd\\\\.exe"', 'a in ("cmd.exe")'],
    ['a regex~ "(cmd|powershell)\\\\.exe"', 'a in~ ("cmd.exe", "powershell.exe")'],
    ['a regex "C:\\\\\\\\Windows.*"', 'startsWith(a, "C:\\\\Windows")'],
    ['a regex~ ".*\\\\.dll"', 'endsWith~(a, ".dll")'],
    ['a regex ".*mimikatz.*"', 'a like "*mimikatz*"'],
    ['a regex (".*one.*", "two.*")', 'a like ("*one*", "two*")'],
    ['source.ip regex "10\\\\.0\\\\.0\\\\.1"', 'source.ip like "10.0.0.1"'],
  ])('%s', (regex, plain) => {
    expect(plainOf(regex)).toBe(plain);
  });

  it.each([
    ['a class', 'a regex "[ab]c"'],
    ['a count', 'a regex "a+"'],
    ['a run in the middle', 'a regex "a.*b"'],
    ['a text that a wildcard cannot say', 'a regex ".*[*]x\\\\*y.*"'],
    ['a complement', 'a regex "~a"'],
    ['too many ways', 'a regex "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"'],
    ['wildcards, which are run as they are', 'a like "*x*"'],
    ['a value that is computed', 'concat(a, b) regex "x.*"'],
  ])('there is none for %s', (_, condition) => {
    expect(plainOf(condition)).toBeUndefined();
  });

  it('holds for the same texts', () => {
    const piece = fc.constantFrom('a', 'B', '.*', '(a|b)', '(x|.*)', '\\.', '\\*', 'é');
    const pattern = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    const text = fc.array(fc.constantFrom('a', 'A', 'b', 'B', 'x', '.', '*', 'é', 'É'), { maxLength: 6 });
    const texts = fc.array(
      text.map((characters) => characters.join('')),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        texts,
        (patterns, insensitive, all) => {
          const list = patterns.map(printString).join(', ');
          const filter = filterOf(`a regex${insensitive ? '~' : ''} (${list})`);
          const plain = plainForm(textMatches(filter.condition)[0]!, 'elastic');
          if (plain === undefined) return;
          const options = { dialect: 'elastic', vocabulary: ecsVocabulary } as const;
          const written = compileFilter(filter, options);
          // From its text, as whoever follows the advice will write it.
          const rewritten = compileFilter(filterOf(printExpression(plain)), options);
          for (const a of all) expect(rewritten.matches({ a })).toBe(written.matches({ a }));
        },
      ),
    );
  });
});
