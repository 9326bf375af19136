import fc from 'fast-check';
import type { Clause, PeerRule, Test } from '../../bench/peers/rules/rule.ts';
import type { EventRecord } from '../../src/engine/events/field-value.ts';

/** Few letters, so that texts and rules meet, and what SQL, LIKE, jq, CEL, EQL, JSON or regular expressions escape. */
const CHARACTERS = [...`aAbB'"\\%_!$()[]{}^.|+-/# ,~&<>@:`];
const CATEGORIES = ['process', 'file', 'registry'];
const TEXT_FIELDS = ['process.name', 'process.command_line', 'process.parent.name', 'event.action'];
const NUMBER_FIELDS = ['process.pid', 'destination.port'];

const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 4 });
/** A pattern that has a character of its own. */
export const arbitraryPattern: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '*', '?', '**'),
    text,
    fc.constantFrom('', '*', '?'),
    fc.option(text, { nil: '' }),
    fc.constantFrom('', '*', '*?'),
  )
  .map((parts) => parts.join(''));
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 65_535));

const textField = fc.constantFrom(...TEXT_FIELDS);
const test: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    kind: fc.constant('equals' as const),
    field: fc.constant('event.code'),
    value: fc.constantFrom('1', '13'),
  }),
  fc.record({
    kind: fc.constant('one-of' as const),
    field: textField,
    values: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('like' as const),
    field: textField,
    patterns: fc.array(arbitraryPattern, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom(...NUMBER_FIELDS),
    operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    value: number,
  }),
);
const clause: fc.Arbitrary<Clause> = fc.oneof(
  test,
  test.map((inner) => ({ kind: 'not' as const, test: inner })),
);

/** A rule without an id of its own: `rule-0`. */
export const arbitraryRule: fc.Arbitrary<PeerRule> = fc.record({
  id: fc.constant('rule-0'),
  category: fc.constantFrom(...CATEGORIES),
  clauses: fc.array(clause, { minLength: 1, maxLength: 3 }),
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
/** An event whose fields are there, null or missing. */
export const arbitraryEvent: fc.Arbitrary<EventRecord> = fc.record(
  {
    event: fc.record(
      {
        category: fc.oneof(fc.constantFrom(...CATEGORIES), fc.subarray(CATEGORIES, { minLength: 1 })),
        code: fc.constantFrom('1', '13', '22'),
        action: maybe(text),
      },
      { requiredKeys: ['category'] },
    ),
    process: fc.record(
      {
        name: maybe(text),
        command_line: maybe(fc.tuple(text, text).map(([one, other]) => one + other)),
        pid: maybe(number),
        parent: maybe(fc.record({ name: text }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    ),
    destination: fc.record({ port: maybe(number) }, { requiredKeys: [] }),
  },
  { requiredKeys: ['event'] },
);
