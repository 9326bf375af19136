import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldHold, fieldNeeds, type LacksField } from '../../../src/engine/batch/could-hold.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import { referenceMatches } from '../../reference/evaluate.ts';
import { arbitraryEvent, EVENT_CATEGORIES } from '../eql/arbitrary-event.ts';
import { arbitraryEventQuery } from '../eql/arbitrary-query.ts';

function conditionOf(text: string) {
  const query = parseQuery(`any where ${text}`, { dialect: 'elastic' });
  if (query.kind !== 'event') throw new Error(`${text} is no event query`);
  return query.filter.condition;
}

const couldHoldLacking = (text: string, lacks: LacksField) => couldHold(fieldNeeds(conditionOf(text)), lacks);
const withoutA = (text: string) => couldHoldLacking(text, (path) => path === 'a');

describe('couldHold', () => {
  it.each([
    'a == "x"',
    'a > 3',
    'a != null',
    'a : "x*"',
    'a : "*"',
    'a like "x"',
    'a regex "x.*"',
    'a in ("x", "y")',
    'a',
    'b == "x" and a == "x"',
    'a == "x" or a == "y"',
    '(a == "x" and b == "x") or (b == "y" and a : "z")',
  ])('%s cannot without a', (text) => {
    expect(withoutA(text)).toBe(false);
    expect(couldHoldLacking(text, () => false)).toBe(true);
  });

  it.each([
    'a == null',
    'a != "x"',
    'a not in ("x", "y")',
    'not a == "x"',
    'not (a == "x" and b == "x")',
    'b == "x" or a == "x"',
    'b == "x"',
    'true',
  ])('%s might without a', (text) => {
    expect(withoutA(text)).toBe(true);
  });

  it.each(['elastic', 'kestrel'] as const)('never denies what holds (%s)', (dialect) => {
    const query = arbitraryEventQuery({ dialect, categories: EVENT_CATEGORIES });
    fc.assert(
      fc.property(query, fc.array(arbitraryEvent, { minLength: 8, maxLength: 8 }), ({ filter }, records) => {
        for (const record of records) {
          if (!referenceMatches(filter, record, { dialect })) continue;
          const lacks = (path: string) => ecsVocabulary.reader(path)(record) === undefined;
          expect(couldHold(fieldNeeds(filter.condition), lacks), fc.stringify(record)).toBe(true);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
