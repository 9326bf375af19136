import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../src/engine/compile-filter.ts';
import type { Dialect } from '../../../src/engine/eql/ast.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { printQuery } from '../../../src/engine/eql/print.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { referenceMatches } from '../../reference/evaluate.ts';
import { FIELD_PATHS } from './arbitrary-constants.ts';
import { arbitraryEvent, EVENT_CATEGORIES } from './arbitrary-event.ts';
import { arbitraryEventQuery } from './arbitrary-query.ts';

/*
 * The compiled engine against the tree-walking evaluator of test/reference, on generated queries and events.
 *
 * Every run checks the same few thousand pairs, so that a change and not chance turns the suite red. To hunt for
 * differences, give a seed and a number of queries per property:
 *
 *     EQL_SEED=7 EQL_RUNS=30000 npx vitest run test/engine/eql/compiled-equals-reference.test.ts --testTimeout=0
 */
const SEED = Number(process.env.EQL_SEED ?? 20_240_312);
const RUNS = Number(process.env.EQL_RUNS ?? 500);

const DIALECTS: readonly Dialect[] = ['elastic', 'kestrel'];
const EVENTS_PER_QUERY = 8;

const categories = EVENT_CATEGORIES;

/** Dates are the engine's business: the reference knows no declared types. */
const fields = FIELD_PATHS.filter((path) => path !== '@timestamp');

describe.each(DIALECTS)('the compiled engine answers as the reference evaluator does (%s)', (dialect) => {
  const events = fc.array(arbitraryEvent, { minLength: EVENTS_PER_QUERY, maxLength: EVENTS_PER_QUERY });

  test.each([true, false])('on generated queries and events, with index %s', (index) => {
    fc.assert(
      fc.property(arbitraryEventQuery({ dialect, fields, categories }), events, (query, records) => {
        const filter = compileFilter(query.filter, { dialect, vocabulary: ecsVocabulary, index });
        for (const record of records) {
          const expected = referenceMatches(query.filter, record, { dialect });
          expect(filter.matches(record), `${printQuery(query)}\n${fc.stringify(record)}`).toBe(expected);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('the generated pairs match often enough to mean something', () => {
    const queries = fc.sample(arbitraryEventQuery({ dialect, fields, categories }), {
      numRuns: 1_000,
      seed: 1,
    });
    const records = fc.sample(arbitraryEvent, { numRuns: 1_000, seed: 2 });
    const matching = queries.filter((query, at) => referenceMatches(query.filter, records[at], { dialect }));
    expect(matching.length).toBeGreaterThanOrEqual(200);
  });
});

describe('regular expressions with the optional operators', () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '.',
    '@',
    '#',
    '<0-12>',
    '<01-12>',
    '"a.b"',
    '[^a]',
    '\\d',
    '\\w+',
    '(a|b)*',
    '$',
    '^',
    '(^a)',
    '(b$)',
  );
  const side = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const complementable = fc.oneof(
    side,
    side.map((inner) => `~(${inner})`),
  );
  const pattern = fc
    .array(complementable, { minLength: 1, maxLength: 3 })
    .chain((sides) => fc.constantFrom('&', '|').map((operator) => sides.join(operator)));
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '.', '1', '2', '0', '$', '@', '"', '\n', '😀'),
    maxLength: 5,
  });

  test.each(DIALECTS)('mean the same to both (%s)', (dialect) => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
        const quoted = source.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
        const query = parseQuery(`any where x regex~ "${quoted}"`, { dialect });
        if (query.kind !== 'event') throw new Error('the query is for single events');
        const filter = compileFilter(query.filter, { dialect, vocabulary: ecsVocabulary });
        for (const x of texts) {
          const expected = referenceMatches(query.filter, { x }, { dialect });
          expect(filter.matches({ x }), `${source} on ${JSON.stringify(x)}`).toBe(expected);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
