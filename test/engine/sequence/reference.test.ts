import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { matchSample } from '../../reference/match-sample.ts';
import { matchSequence } from '../../reference/match-sequence.ts';
import { at } from './events.ts';

const options = { dialect: 'elastic' } as const;

function sampleOf(text: string) {
  const query = parseQuery(text, options);
  if (query.kind !== 'sample') throw new Error(`not a sample: ${text}`);
  return query;
}

function sequenceOf(text: string, dialect: 'elastic' | 'kestrel') {
  const query = parseQuery(text, { dialect });
  if (query.kind !== 'sequence') throw new Error(`not a sequence: ${text}`);
  return query;
}

describe('what only the reference evaluator can be asked', () => {
  test('a sample gives as many results per key as it is asked for', () => {
    const query = sampleOf('sample by k [a where true] [any where true]');
    const records = [at(1, 'a', { k: 1 }), at(2, 'a', { k: 1 }), at(3, 'b', { k: 1 })];
    expect(matchSample(query, records, options, 2)).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(matchSample(query, records, options, 9)).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 2],
    ]);
  });

  test('a field that no index maps is null in conditions, and a missing key', () => {
    const query = sequenceOf('sequence by ?u [a where ?u == null] [b where not (?u : "x")]', 'elastic');
    const records = [at(1, 'a'), at(2, 'b')];
    expect(matchSequence(query, records, options)).toEqual([[0, 1]]);
    expect(matchSequence(query, records, { ...options, unmappedFields: new Set(['u']) })).toEqual([]);
  });

  test('the category is looked for in the field it is told', () => {
    const query = sequenceOf('sequence [start where true] [end where true]', 'elastic');
    const records = [at(1, 'a', { 'event.type': 'start' }), at(2, 'a', { 'event.type': 'end' })];
    expect(matchSequence(query, records, options)).toEqual([]);
    expect(matchSequence(query, records, { ...options, categoryField: 'event.type' })).toEqual([[0, 1]]);
  });
});
