import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../../src/engine/compile-filter.ts';
import { EqlError } from '../../../src/engine/diagnostic.ts';
import { checkPatterns } from '../../../src/engine/eql/compile/check-patterns.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';

/*
 * Queries made to be too much. Each is either compiled and run, or refused with the limit's number and a place.
 * How long that takes is measured elsewhere; here an endless one would end in the runner's timeout.
 */

const repeat = (count: number, separator: string, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(separator);

/** What loading a rule and its first event do. Returns whether the event matched; null for what is not run here. */
function loadAndRun(text: string, event: Record<string, unknown>): boolean | null {
  const query = parseQuery(text, { dialect: 'elastic' });
  checkPatterns(query, 'elastic');
  if (query.kind !== 'event') return null;
  const options = { dialect: 'elastic', vocabulary: ecsVocabulary } as const;
  return compileFilter(query.filter, options).matches(event);
}

describe('compiled and run', () => {
  const nested = (depth: number, open: string, inner: string, close: string) =>
    `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

  it.each([
    ['250 nested parentheses', nested(250, '(', 'a == "x"', ')')],
    ['5,000 terms of or', `${repeat(5_000, ' or ', (n) => `f${n} == ${n}`)} or a == "x"`],
    ['5,000 terms of and', `${repeat(5_000, ' and ', (n) => `not f${n} : "v${n}*"`)} and a == "x"`],
    ['a list of 10,000 texts', `a in (${repeat(10_000, ', ', (n) => `"v${n}"`)}, "x")`],
    ['a list of 10,000 numbers', `length(a) in (${repeat(10_000, ', ', (n) => `${n}`)})`],
    ['a list of 10,000 patterns', `a : (${repeat(10_000, ', ', (n) => `"v${n}?*w"`)}, "X*")`],
    ['a list of 10,000 suffixes', `a like (${repeat(10_000, ', ', (n) => `"*v${n}"`)}, "x")`],
    [
      'a list of 10,000 blocks',
      `cidrMatch(ip, ${repeat(10_000, ', ', (n) => `"10.${n >> 8}.${n & 255}.0/24"`)})`,
    ],
    ['240 nested calls', `${nested(240, 'concat(', 'a', ')')} == "x"`],
    ['240 nested constant calls', `a == ${nested(240, 'concat(', '"x"', ')')}`],
    ['240 nested constant comparisons', `${nested(240, '(', '1 == 1', ') == true')}`],
    ['240 nested comparisons', `${nested(240, '(', 'a == "x"', ') == true')}`],
    ['a text of 250,000 characters', `a == "x" or a == "${'y'.repeat(250_000)}"`],
    ['a pattern of 100,000 stars', `a : "${'*'.repeat(100_000)}"`],
    ['a pattern of 100,000 stars and letters', `not a : "${'*y'.repeat(100_000)}"`],
    ['a pattern of 3,000 endless repeats', `a regex "x${'y*'.repeat(3_000)}"`],
    ['a regular expression repeated a thousand times', 'not a regex "(a|b){1000}"'],
    ['a count within a count', 'not a regex "((ab){100}){10}"'],
    ['50,000 comments', `${'/**/'.repeat(50_000)} a == "x"`],
    ['100 names in a path', `not ${repeat(100, '.', () => 'a')} == 1`],
  ])('%s', (_, condition) => {
    expect(loadAndRun(`any where ${condition}`, { a: 'x', ip: '10.39.15.7' })).toBe(true);
  });

  it.each([
    ['256 steps', `sequence ${repeat(256, ' ', () => '[any where true]')}`],
    ['200 steps by runs', 'sequence [any where true] with runs=100 [any where true] with runs=100'],
    ['10,000 keys', `sequence by ${repeat(10_000, ', ', (n) => `k${n}`)} [any where true] [any where true]`],
    ['10,000 pipes', `any where true ${repeat(10_000, ' ', () => '| head 1')}`],
  ])('%s', (_, query) => {
    expect(() => loadAndRun(query, {})).not.toThrow();
  });
});

describe('refused, with the limit and a place', () => {
  const any = (condition: string) => `any where ${condition}`;

  it.each([
    ['a query of 1 MB', any(repeat(60_000, ' or ', (n) => `a == "v${n}"`)), '262144', 1],
    ['a text of 1 MB', any(`a == "${'x'.repeat(1_000_000)}"`), '262144', 1],
    ['10,000 nested parentheses', any(`${'('.repeat(10_000)}a == 1${')'.repeat(10_000)}`), '250', 261],
    ['256 nested calls', any(`${'concat('.repeat(256)}a${')'.repeat(256)} == "x"`), '250', 1767],
    ['60,000 times not', any(`${'not '.repeat(60_000)}a`), '250', 1011],
    ['60,000 signs', any(`1 == ${'- '.repeat(60_000)}1`), '250', 514],
    ['10,000 nested comments', `${'/*'.repeat(10_000)}${'*/'.repeat(10_000)} any where true`, '250', 501],
    ['101 names in a path', any(`${repeat(101, '.', () => 'a')} == 1`), '100', 11],
    ['60,000 names in a path', any(`${'a.'.repeat(60_000)}b == 1`), '100', 11],
    ['101 names in backquotes', any(`\`${repeat(101, '.', () => 'a')}\` == 1`), '100', 11],
    ['a regular expression of 50,000 repeats', any(`a regex "${'a*'.repeat(50_000)}"`), '10000', 19],
    ['a count beyond a thousand', any('a regex "a{1001}"'), '1000', 19],
    ['counts within counts', any('a regex "((((a{1000}){1000}){1000}))"'), '1000', 19],
    ['counts within open counts', any('a regex "((a|b){0,1000}){0,1000}"'), '1000', 19],
    ['groups 200 deep', any(`a regex "${'('.repeat(200)}a${')'.repeat(200)}"`), '100', 19],
    ['300 steps', `sequence ${repeat(300, ' ', () => '[any where true]')}`, '256', 5_093],
    ['500 steps by runs', `sequence ${repeat(5, ' ', () => '[any where true] with runs=100')}`, '256', 134],
    ['too many runs', 'sequence [any where true] with runs=100000', '100', 37],
  ])('%s', (_, query, limit, column) => {
    const error = thrownBy(() => loadAndRun(query, {}));
    expect(error).toBeInstanceOf(EqlError);
    expect(error).toMatchObject({
      span: { start: { line: 1, column } },
      message: expect.stringContaining(limit),
    });
    expect((error as EqlError).message.length).toBeLessThan(160);
    expect((error as EqlError).advice).toBeTruthy();
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
