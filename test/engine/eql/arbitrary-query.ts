import fc from 'fast-check';
import type {
  EventFilter,
  EventQuery,
  Field,
  Pipe,
  Query,
  SampleQuery,
  SequenceQuery,
  SequenceStep,
} from '../../../src/engine/eql/ast.ts';
import { arbitraryField, FIELD_PATHS, NO_SPAN } from './arbitrary-constants.ts';
import { type ArbitraryExpressionOptions, arbitraryCondition } from './arbitrary-expression.ts';

export interface ArbitraryQueryOptions extends ArbitraryExpressionOptions {
  /** The categories filters ask for besides `any`; CATEGORIES unless given. */
  readonly categories?: readonly string[];
}

export const CATEGORIES: readonly string[] = ['process', 'file', 'where', 'any', 'odd "name"', '__proto__'];

export function arbitraryFilter(options: ArbitraryQueryOptions): fc.Arbitrary<EventFilter> {
  return fc.record({
    category: fc.option(fc.constantFrom(...(options.categories ?? CATEGORIES))),
    condition: arbitraryCondition(options),
    span: fc.constant(NO_SPAN),
  });
}

/** Every query that parses in the dialect. */
export function arbitraryQuery(options: ArbitraryQueryOptions): fc.Arbitrary<Query> {
  return fc.oneof<fc.Arbitrary<Query>[]>(
    arbitraryEventQuery(options),
    arbitrarySequence(options),
    arbitrarySample(options),
  );
}

export function arbitraryEventQuery(options: ArbitraryQueryOptions): fc.Arbitrary<EventQuery> {
  return fc.record({
    kind: fc.constant('event' as const),
    filter: arbitraryFilter(options),
    pipes: arbitraryPipes,
    span: fc.constant(NO_SPAN),
  });
}

export function arbitrarySequence(options: ArbitraryQueryOptions): fc.Arbitrary<SequenceQuery> {
  const fewest = options.dialect === 'kestrel' ? 1 : 2;
  return fc.nat({ max: 2 }).chain((ownKeys) =>
    fc
      .record({
        kind: fc.constant('sequence' as const),
        by: keys(options, 0, 2),
        maxspanMs: fc.option(arbitraryMaxspanMs),
        steps: fc.array(arbitraryStep(options, ownKeys, true), { minLength: fewest, maxLength: 4 }),
        until: fc.option(arbitraryStep(options, ownKeys, false)),
        pipes: arbitraryPipes,
        span: fc.constant(NO_SPAN),
      })
      .filter(absenceIsBounded),
  );
}

function absenceIsBounded({ maxspanMs, steps }: SequenceQuery): boolean {
  const missing = steps.filter((step) => step.missing).length;
  return missing === 0 || (maxspanMs !== null && missing < steps.length);
}

export function arbitrarySample(options: ArbitraryQueryOptions): fc.Arbitrary<SampleQuery> {
  return fc.nat({ max: 2 }).chain((ownKeys) =>
    fc.record({
      kind: fc.constant('sample' as const),
      by: keys(options, ownKeys === 0 ? 1 : 0, 2),
      steps: fc.array(arbitraryStep(options, ownKeys, false), { minLength: 2, maxLength: 5 }),
      pipes: arbitraryPipes,
      span: fc.constant(NO_SPAN),
    }),
  );
}

/** @param inSequence whether the step may be repeated or be a missing event. */
function arbitraryStep(
  options: ArbitraryQueryOptions,
  ownKeys: number,
  inSequence: boolean,
): fc.Arbitrary<SequenceStep> {
  const rarely = fc.nat({ max: 4 }).map((roll) => roll === 0);
  return fc.record({
    filter: arbitraryFilter(options),
    by: keys(options, ownKeys, ownKeys),
    runs: inSequence ? fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 })) : fc.constant(1),
    missing: inSequence ? rarely : fc.constant(false),
    span: fc.constant(NO_SPAN),
  });
}

function keys(options: ArbitraryQueryOptions, fewest: number, most: number): fc.Arbitrary<Field[]> {
  const field = arbitraryField(options.fields ?? FIELD_PATHS);
  return fc.array(field, { minLength: fewest, maxLength: most });
}

const arbitraryMaxspanMs: fc.Arbitrary<number> = fc
  .tuple(fc.integer({ min: 1, max: 1_000 }), fc.constantFrom(1, 1_000, 60_000, 3_600_000, 86_400_000))
  .map(([count, unitMs]) => count * unitMs);

const arbitraryPipes: fc.Arbitrary<Pipe[]> = fc.array(
  fc.record({
    name: fc.constantFrom('head', 'tail'),
    count: fc.integer({ min: 0, max: 2_147_483_647 }),
    span: fc.constant(NO_SPAN),
  }),
  { maxLength: 2 },
);
