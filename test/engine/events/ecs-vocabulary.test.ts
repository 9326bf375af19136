import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';

const read = (path: string, record: unknown) => ecsVocabulary.reader(path)(record as EventRecord);
const json = (text: string) => JSON.parse(text) as EventRecord;

describe('where a path may be', () => {
  it.each([
    ['nested', { a: { b: { c: 1 } } }],
    ['dotted', { 'a.b.c': 1 }],
    ['dotted inside nested', { a: { 'b.c': 1 } }],
    ['nested inside dotted', { 'a.b': { c: 1 } }],
  ])('%s', (_, record) => {
    expect(read('a.b.c', record)).toBe(1);
  });

  it('every place contributes', () => {
    const record = { a: { b: { c: 1 }, 'b.c': 2 }, 'a.b': { c: 3 }, 'a.b.c': 4 };
    expect(new Set(read('a.b.c', record) as number[])).toEqual(new Set([1, 2, 3, 4]));
    expect(read('a.b', { 'a.b': 'x', a: { b: 'y' } })).toEqual(['x', 'y']);
  });

  it('a member of one segment, several or none', () => {
    expect(read('message', { message: 'hi' })).toBe('hi');
    expect(read('message', {})).toBeUndefined();
    expect(read('a.b', { a: 'text' })).toBeUndefined();
  });
});

describe('what counts as a value', () => {
  it.each([null, [], [null], {}, [{}], [[null], []]])('%j is missing', (value) => {
    expect(read('a', { a: value })).toBeUndefined();
    expect(read('a.b', { a: { b: value } })).toBeUndefined();
  });

  it('arrays are flat, and a list of one is that one', () => {
    expect(read('a', { a: [1, [2, [3, null]]] })).toEqual([1, 2, 3]);
    expect(read('a.b', { a: { b: ['only'] } })).toBe('only');
  });

  it('arrays of objects give the member of each', () => {
    expect(read('a.b', { a: [{ b: 1 }, { b: [2, 3] }, { c: 4 }, null, 'b'] })).toEqual([1, 2, 3]);
  });

  it('keeps the type, big integers included', () => {
    expect(read('a', { a: 2n ** 64n })).toBe(2n ** 64n);
    expect(read('a', { a: false })).toBe(false);
    expect(read('a', { a: '' })).toBe('');
  });

  it('lists nested as deep as a line is long', () => {
    const depth = 100_000;
    expect(read('a', json(`{"a":${'['.repeat(depth)}7${']'.repeat(depth)}}`))).toBe(7);
    expect(read('a.b', json(`{"a":${'['.repeat(depth)}{"b":7}${']'.repeat(depth)}}`))).toBe(7);
  });
});

describe('names that every object answers to', () => {
  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'a.constructor',
    'a.__proto__',
    'a.b.toString',
  ])('%s is not inherited', (path) => {
    expect(read(path, { a: { b: {} } })).toBeUndefined();
  });

  it.each(['length', 'a.length', 'constructor.name', 'a.constructor.name', '__proto__.constructor'])(
    '%s is no property of text or lists',
    (path) => {
      expect(read(path, { a: 'text', b: [1] })).toBeUndefined();
      expect(read(path, { a: ['x'] })).toBeUndefined();
    },
  );

  it('are ordinary names where an event has them', () => {
    expect(read('__proto__', json('{"__proto__":1}'))).toBe(1);
    expect(read('a.__proto__.b', json('{"a":{"__proto__":{"b":2}}}'))).toBe(2);
    expect(read('constructor.name', json('{"constructor":{"name":"mason"}}'))).toBe('mason');
  });
});

describe('toEcs', () => {
  it('nests dotted names', () => {
    expect(ecsVocabulary.toEcs({ 'a.b': 1, a: { c: 2 }, 'd.e': { 'f.g': 3 } })).toEqual({
      a: { c: 2, b: 1 },
      d: { e: { f: { g: 3 } } },
    });
  });

  it('leaves a dotted name where something else is in the way', () => {
    expect(ecsVocabulary.toEcs({ a: 'text', 'a.b': 1 })).toEqual({ a: 'text', 'a.b': 1 });
  });

  it('gives an own __proto__ and no prototype', () => {
    const result = ecsVocabulary.toEcs(json('{"__proto__":{"polluted":true}}'));
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(['__proto__']);
  });

  it('has the same values at every path', () => {
    const segment = fc.constantFrom('a', 'b', '__proto__', 'constructor');
    const name = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
    const { record } = fc.letrec((tie) => ({
      record: fc
        .array(
          fc.tuple(
            name,
            fc.oneof(
              { maxDepth: 3 },
              fc.integer(),
              fc.constant(null),
              tie('record'),
              fc.array(tie('record'), { maxLength: 2 }),
            ),
          ),
          { maxLength: 4 },
        )
        .map((entries) => Object.fromEntries(entries)),
    }));
    fc.assert(
      fc.property(record, name, (event, path) => {
        const values = (source: EventRecord) => [read(path, source) ?? []].flat().sort();
        expect(values(ecsVocabulary.toEcs(event as EventRecord))).toEqual(values(event as EventRecord));
      }),
    );
  });
});
