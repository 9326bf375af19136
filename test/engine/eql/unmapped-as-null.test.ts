import { describe, expect, it } from 'vitest';
import { EqlError } from '../../../src/engine/diagnostic.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { printQuery } from '../../../src/engine/eql/print.ts';
import { compiledHolds } from './evaluators.ts';

const KNOWN: ReadonlySet<string> = new Set(['a', 'k']);

/** Whether a condition holds for an event that has neither x nor y. */
function holds(condition: string, knownFields?: ReadonlySet<string>): boolean {
  return compiledHolds(condition, { a: 'b' }, knownFields === undefined ? {} : { knownFields });
}

describe('an optional field that no mapping knows', () => {
  it.each([
    ['?x == null', true, true],
    ['?x != null', false, false],
    ['?x == "a"', false, false],
    ['?x != "a"', true, true],
    ['?x in ("a", "b")', false, false],
    ['not (?x : "a")', true, false],
    ['not (?x > 5)', true, false],
    ['?x not in ("a", "b")', true, false],
    ['not startsWith(?x, "a")', true, false],
    ['not ?x', true, false],
    ['length(?x) == null', true, true],
    ['not (not (?x : "a")) or a == "b"', true, true],
  ])('%s is %s without a list of fields and %s with one', (condition, asMissing, asNull) => {
    expect(holds(condition)).toBe(asMissing);
    expect(holds(condition, KNOWN)).toBe(asNull);
  });

  it('may be compared with another one, which is refused of fields', () => {
    expect(holds('?x == ?y', KNOWN)).toBe(true);
    expect(holds('?x == a', KNOWN)).toBe(false);
    expect(() => holds('?x == ?y')).toThrow(EqlError);
    expect(() => holds('?a == ?k', KNOWN)).toThrow('two fields cannot be compared');
  });

  it('is meant only where it is written with `?`', () => {
    expect(holds('not (x : "a")', KNOWN)).toBe(true);
  });
});

describe('with a list of fields', () => {
  const canonical = (text: string) =>
    printQuery(parseQuery(text, { dialect: 'kestrel', knownFields: KNOWN }));

  it('every filter of a sequence and its until are changed, its keys are not', () => {
    expect(
      canonical(
        'sequence by ?x [any where ?x == 1] by ?y [any where ?k == 1] by k until [any where ?y] by k',
      ),
    ).toBe('sequence by ?x [any where null == 1] by ?y [any where ?k == 1] by k until [any where null] by k');
  });

  it('so are the filters of a sample', () => {
    expect(canonical('sample by ?x [any where ?y == ?x] [any where true]')).toBe(
      'sample by ?x [any where null == null] [any where true]',
    );
  });

  it('quantifiers keep the field they are about', () => {
    expect(canonical('any where all(?x == 1)')).toBe('any where all(?x == 1)');
  });
});
