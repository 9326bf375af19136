import fc from 'fast-check';
import type { Field, Literal, Span } from '../../../src/engine/eql/ast.ts';

/** The place of every generated node: they stand in no text. */
export const NO_SPAN: Span = {
  start: { offset: 0, line: 1, column: 1 },
  end: { offset: 0, line: 1, column: 1 },
};

/** Few enough that random queries and random events often meet; odd ones are among them. */
export const FIELD_PATHS: readonly string[] = [
  'process.name',
  'process.pid',
  'process.args',
  'user.id',
  'file.size',
  '@timestamp',
  'flag',
  '__proto__',
  'constructor.name',
  'event.where',
  'labels.a-b',
  'Größe',
  'back`quote',
];

/**
 * Texts that differ only in case (ASCII and not), in length or in alphabet, and texts that look like numbers,
 * booleans, patterns and addresses.
 */
export const TEXTS: readonly string[] = [
  '',
  'a',
  'A',
  'ab',
  'abc',
  'aBc',
  'cmd.exe',
  'CMD.EXE',
  'C:\\Windows\\cmd.exe',
  'a*',
  'a?',
  'line\nbreak',
  'say "hi"',
  'straße',
  'STRASSE',
  'ΣΑΣ',
  'σας',
  'İı',
  '\u212a',
  'k',
  '\u{1f980}b',
  '\uffff',
  '12',
  '-7',
  '1.5',
  '0x10',
  'true',
  '10.0.0.1',
  '2001:db8::1',
  '__proto__',
];

export function literal(value: Literal['value'], decimal = false): Literal {
  return { kind: 'literal', value, decimal, span: NO_SPAN };
}

export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** A text with `*` and `?` in it more often than not. */
export const arbitraryWildcardText: fc.Arbitrary<string> = fc.oneof(
  arbitraryText,
  fc
    .array(fc.constantFrom('*', '?', 'a', 'B', 'c', 'cmd', '.exe', '\\', 'ß'), { maxLength: 5 })
    .map((parts) => parts.join('')),
);

/** A regular expression that means the same to Lucene, Java and JavaScript when matched as a whole. */
export const arbitraryRegexText: fc.Arbitrary<string> = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('a', 'B', 'c', '.', '[a-c]', '[^a]', '(ab|c)', '\\\\', '\\.'),
        fc.constantFrom('', '', '*', '+', '?', '{1,2}'),
      )
      .map((parts) => parts.join('')),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

export const arbitraryCidrBlock: fc.Arbitrary<string> = fc.constantFrom(
  '10.0.0.0/8',
  '10.6.48.157/8',
  '192.168.0.0/16',
  '0.0.0.0/0',
  '10.0.0.1/32',
  '10.0.0.1',
  '2001:db8::1',
  '::/0',
  'fe80::/10',
);

/** Whole numbers, small ones most of all. Negative ones are negations in the tree. */
export const arbitraryWholeNumber: fc.Arbitrary<Literal> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 12 }).map((value) => literal(value)) },
  { weight: 1, arbitrary: fc.maxSafeNat().map((value) => literal(value)) },
  { weight: 1, arbitrary: fc.bigInt(2n ** 53n, 2n ** 64n - 1n).map((value) => literal(value)) },
);

export const arbitraryNumber: fc.Arbitrary<Literal> = fc.oneof(
  { weight: 3, arbitrary: arbitraryWholeNumber },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.5, 1, 1.5, 12, 1e21).map((value) => literal(value, true)) },
  {
    weight: 1,
    arbitrary: fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }).map((value) => literal(value, true)),
  },
);

/** A field of the given paths, now and then written with `?`. */
export function arbitraryField(paths: readonly string[]): fc.Arbitrary<Field> {
  return fc.record({
    kind: fc.constant('field' as const),
    path: fc.constantFrom(...paths),
    optional: fc.nat({ max: 3 }).map((roll) => roll === 0),
    span: fc.constant(NO_SPAN),
  });
}
