import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/engine/events/conversions/text.ts';
import { type EventKind, selectKinds } from '../../../../src/engine/events/mapped/event-kind.ts';
import {
  always,
  byKind,
  field,
  from,
  fromEnvelope,
  joined,
  union,
} from '../../../../src/engine/events/mapped/field-mapping.ts';
import { MappedEvent } from '../../../../src/engine/events/mapped/mapped-event.ts';
import { mappedVocabulary } from '../../../../src/engine/events/mapped/mapped-vocabulary.ts';

const KINDS: readonly EventKind[] = [
  { groups: ['door'], code: '1', action: 'opened' },
  { groups: ['door'], code: '2', action: 'closed' },
  { groups: ['lamp', 'light'], code: undefined },
];

const vocabulary = mappedVocabulary({
  name: 'house',
  kinds: KINDS,
  fields: [
    field(
      'event.action',
      byKind('any', 'by code', (kind) => kind.action),
    ),
    field('event.kind', always('any', 'event')),
    field('who', from('door:1', 'opener holder'), from('door', 'anyone')),
    field('place', joined('door', 'floor room')),
    field('room', fromEnvelope('any', 'room')),
    field('data.list', from('door', 'list')),
    union('all', 'who', 'room'),
  ],
  classify: (record) => new MappedEvent(Number(record.code) - 1, record, record),
  passThrough: { prefix: 'data', convert: text.convert, isEnvelope: (name) => name === 'room' },
});

const read = (path: string, record: Record<string, unknown>) => vocabulary.reader(path)(record);

describe('selectKinds', () => {
  it.each([
    ['any', [0, 1, 2]],
    ['door', [0, 1]],
    ['door:2', [1]],
    ['door:1-2', [0, 1]],
    ['door:1 light', [0, 2]],
  ])('%s', (selector, expected) => {
    expect([...selectKinds(KINDS, selector)]).toEqual(expected);
  });

  it.each(['window', 'door:3', 'door:1,9', 'lamp:1'])('%s names a kind that there is not', (selector) => {
    expect(() => selectKinds(KINDS, selector)).toThrow(selector);
  });
});

describe('mappedVocabulary', () => {
  it('takes the first source with a value, of those for the kind', () => {
    expect(read('who', { code: 1, opener: 'ann', holder: 'bob', anyone: 'cy' })).toBe('ann');
    expect(read('who', { code: 1, holder: 'bob', anyone: 'cy' })).toBe('bob');
    expect(read('who', { code: 1, anyone: 'cy' })).toBe('cy');
    expect(read('who', { code: 2, opener: 'ann' })).toBeUndefined();
    expect(read('who', { code: 3, opener: 'ann' })).toBeUndefined();
  });

  it('knows what the kind decides', () => {
    expect(read('event.action', { code: 2 })).toBe('closed');
    expect(read('event.action', { code: 3 })).toBeUndefined();
    expect(read('event.kind', { code: 3 })).toBe('event');
  });

  it('joins only what is complete', () => {
    expect(read('place', { code: 1, floor: '2', room: 'hall' })).toBe('2\\hall');
    expect(read('place', { code: 1, floor: '2', room: '-' })).toBeUndefined();
  });

  it('gathers distinct values', () => {
    expect(read('all', { code: 1, opener: 'ann', room: 'hall' })).toEqual(['ann', 'hall']);
    expect(read('all', { code: 1, opener: 'ann', room: 'ann' })).toBe('ann');
    expect(read('all', { code: 1 })).toBeUndefined();
  });

  it('passes data through under its name, but neither envelope nor inherited', () => {
    expect(read('data.any thing', { code: 3, 'any thing': 'x' })).toBe('x');
    expect(read('data.room', { code: 3, room: 'hall' })).toBeUndefined();
    expect(read('data.constructor', { code: 3 })).toBeUndefined();
    expect(read('data.__proto__', JSON.parse('{"code":3,"__proto__":"own"}'))).toBe('own');
  });

  it('passes through what the envelope keeps apart', () => {
    const apart = new MappedEvent(0, { room: 'cellar' }, { room: 'hall' });
    expect(vocabulary.reader('data.room')(apart)).toBe('cellar');
    expect(vocabulary.reader('room')(apart)).toBe('hall');
  });

  it('asks a record that is ECS in part first, except for what passes through', () => {
    const ecs = { room: 'attic', data: { list: '-' } };
    const event = new MappedEvent(0, { room: 'cellar', opener: 'ann' }, { room: 'hall' }, ecs);
    expect(vocabulary.reader('room')(event)).toBe('attic');
    expect(vocabulary.reader('who')(event)).toBe('ann');
    expect(vocabulary.reader('data.list')(event)).toBeUndefined();
    expect(vocabulary.toEcs(event)).toEqual({
      room: 'attic',
      data: { room: 'cellar', opener: 'ann' },
      event: { action: 'opened', kind: 'event' },
      who: 'ann',
      all: ['ann', 'hall'],
    });
  });

  it('finds nothing at paths that nobody knows', () => {
    expect(read('no.such', { code: 1 })).toBeUndefined();
    expect(read('data', { code: 1 })).toBeUndefined();
    expect(read('', { code: 1 })).toBeUndefined();
  });
});
