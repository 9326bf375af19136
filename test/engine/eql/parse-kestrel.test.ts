import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { printQuery } from '../../../src/engine/eql/print.ts';
import { arbitraryQuery } from './arbitrary-query.ts';
import { grouping, parseCondition, parseError, parseSequence } from './parse-helpers.ts';

describe('additions to conditions', () => {
  it.each([
    ['a && b', '(and a b)'],
    ['a || b && c', '(or a (and b c))'],
    ['a and b && c', '(and a b c)'],
    ['!a', '(not a)'],
    ['!!a', '(not (not a))'],
    ['!(a == 1)', '(not (== a 1))'],
    ['!a == 1', '(not (== a 1))'],
    ['a != 1', '(!= a 1)'],
    ['any(a == 1)', '(any (== a 1))'],
    ['all (a != "x")', '(all (!= a "x"))'],
    ['all(a in ("x", "y"))', '(all (in a "x" "y"))'],
    ['any(a : "x*")', '(any (:~ a "x*"))'],
    ['contains(a, "x")', '(stringContains a "x")'],
    ['Contains~(a, "x")', '(stringContains~ a "x")'],
    ['regex(a, "x+")', '(regex a "x+")'],
    ['regex~(a, "x+", "y")', '(regex~ a "x+" "y")'],
    ['stringequalsci(a, b)', '(stringEqualsCi a b)'],
    ['a regex "x" and regex (b, "y")', '(and (regex a "x") (regex b "y"))'],
  ])('reads %s', (condition, expected) => {
    expect(grouping(condition, 'kestrel')).toBe(expected);
  });

  it.each([
    ['a && b', '`&&`', '&&'],
    ['a || b', '`||`', '||'],
    ['!a', '`!`', '!'],
    ['any(a == 1)', '`any(…)`', 'any(a == 1)'],
    ['all(a == 1)', '`all(…)`', 'all(a == 1)'],
    ['contains(a, "x")', '`contains`', 'contains(a, "x")'],
    ['regex(a, "x")', '`regex(…)`', 'regex(a, "x")'],
    ['stringEqualsCi(a, b)', '`stringEqualsCi`', 'stringEqualsCi(a, b)'],
  ])('belong to the dialect: %s', (condition, what, marked) => {
    const error = parseError(`any where ${condition}`);
    expect(error).toMatchObject({ message: `${what} belongs to the Kestrel dialect`, marked });
    expect(error.advice).toMatch(
      /^Write .*, .*or set the dialect of the rule to kestrel$|^(Write|Compare) .*, or/,
    );
  });

  it.each([
    ['any(a)', '`any` takes one comparison of a field with a constant'],
    ['any(1 == a)', '`any` takes one comparison of a field with a constant'],
    ['all(a == 1 and b == 2)', '`all` takes one comparison of a field with a constant'],
    ['all(a == length(b))', '`all` takes one comparison of a field with a constant'],
    ['any(a == 1, b == 2)', '`any` takes one comparison'],
    ['any~(a == 1)', '`any` takes one comparison'],
    ['regex(a)', '`regex` takes a value and one or more patterns in quotes'],
    ['regex(a, b)', '`regex` takes a value and one or more patterns in quotes'],
    ['regex(a, 5)', 'a pattern of `regex` must be a string, found a number'],
  ])('refuses %s', (condition, message) => {
    expect(parseError(`any where ${condition}`, 'kestrel').message).toBe(message);
  });

  it('keeps `all` a name where no bracket follows', () => {
    expect(parseCondition('all == 1', 'kestrel')).toMatchObject({ left: { path: 'all' } });
  });
});

describe('additions to queries', () => {
  it('takes a category alone as every event of it', () => {
    const query = parseQuery('process | head 1', { dialect: 'kestrel' });
    expect(printQuery(query)).toBe('process where true | head 1');
    expect(printQuery(parseQuery('any', { dialect: 'kestrel' }))).toBe('any where true');
    expect(parseError('process').message).toBe('a category without `where` belongs to the Kestrel dialect');
    expect(parseError('sequence [process] [file where true]').marked).toBe('process');
  });

  it('takes a sequence of one step', () => {
    expect(parseSequence('sequence by a [b]', 'kestrel').steps).toHaveLength(1);
  });

  it.each([
    'sequence by a [b] [c] with maxspan=5m',
    'sequence by a [b] [c] with maxspan 5m',
    'sequence by a [b] [c] with maxspan=5m until [d]',
    'sequence by a [b] [c] until [d] with maxspan=5m',
    'sequence by a with maxspan 5m [b] [c]',
    'sequence by a [b] by x [c] by y with runs=2 with maxspan=5m',
  ])('takes maxspan where it stands in %s', (text) => {
    expect(parseSequence(text, 'kestrel').maxspanMs).toBe(300_000);
  });

  it('keeps runs and maxspan after a last step apart', () => {
    const query = parseSequence('sequence by a [b] [c] with runs=2 with maxspan=5m', 'kestrel');
    expect(query.steps.map((step) => step.runs)).toEqual([1, 2]);
  });

  it('refuses a second maxspan', () => {
    expect(parseError('sequence by a with maxspan=1s [b] [c] with maxspan=2s', 'kestrel')).toMatchObject({
      message: 'maxspan is given twice',
      marked: 'with maxspan=2s',
    });
  });

  it.each([
    ['sequence [a where true] [b where true] with maxspan=5m', '`with maxspan` behind the steps'],
    ['sequence with maxspan 5m [a where true] [b where true]', '`with maxspan` without `=`'],
  ])('belong to the dialect: %s', (text, what) => {
    expect(parseError(text).message).toBe(`${what} belongs to the Kestrel dialect`);
  });

  it('advises the dialect where -- seems to be meant as a comment', () => {
    const message = '`--` starts a comment in the Kestrel dialect only';
    expect(parseError('-- title\nprocess where true').message).toBe(message);
    expect(parseError('any where a == 1 -- the last\n').message).toBe(message);
    expect(parseError('any where a == "--" b').message).toBe('`b` is not expected here');
  });
});

describe('rules in the style of Kestrel', () => {
  it('reads a sequence with comments in front and its maxspan at the end', () => {
    const query = parseSequence(
      `-- Archiver started on a share, then many writes
-- severity: medium

sequence by process.entity_id
  [process where process.name in ("7z.exe", "rar.exe") and process.command_line regex~ ".*\\\\.(zip|rar)$"]
  [file where file.operation == "write" and (file.size == 0 or file.path regex~ ".*/share/.*")]
  [network where network.dest_port in (21, 22)]
with maxspan=30s
`,
      'kestrel',
    );
    expect(query).toMatchObject({ maxspanMs: 30_000, by: [{ path: 'process.entity_id' }] });
    expect(query.steps).toHaveLength(3);
    expect(printQuery(query)).toContain('process.command_line regex~ ".*\\\\.(zip|rar)$"');
  });

  it('reads a single-event rule', () => {
    const text = '-- One event\n-- is enough\nprocess where process.uid == 0 and process.parent_uid != 0';
    expect(parseQuery(text, { dialect: 'kestrel' }).kind).toBe('event');
  });
});

describe('both dialects', () => {
  it('read a query of the Elastic dialect to the same tree, positions included', () => {
    fc.assert(
      fc.property(arbitraryQuery({ dialect: 'elastic' }), (query) => {
        const text = printQuery(query);
        expect(parseQuery(text, { dialect: 'kestrel' })).toEqual(parseQuery(text, { dialect: 'elastic' }));
      }),
    );
  });
});
