import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { parseError, parseSample, parseSequence } from './parse-helpers.ts';

const two = '[a where true] [b where true]';

describe('sequences', () => {
  it('reads keys, maxspan, steps and until', () => {
    const query = parseSequence(`sequence by host.id, ?user.id with maxspan = 5 m
      [process where true] by process.entity_id
      ![file where false] by ?file.owner with runs = 2
      [any where a] by b
      until [process where b] by c`);
    expect(query.by).toMatchObject([
      { path: 'host.id', optional: false },
      { path: 'user.id', optional: true },
    ]);
    expect(query.maxspanMs).toBe(300_000);
    expect(query.steps).toMatchObject([
      { missing: false, runs: 1, by: [{ path: 'process.entity_id' }], filter: { category: 'process' } },
      { missing: true, runs: 2, by: [{ path: 'file.owner' }], filter: { category: 'file' } },
      { missing: false, runs: 1, by: [{ path: 'b' }], filter: { category: null } },
    ]);
    expect(query.until).toMatchObject({ by: [{ path: 'c' }], filter: { condition: { path: 'b' } } });
  });

  it('has no keys, no maxspan and no until where none are written', () => {
    expect(parseSequence(`sequence ${two}`)).toMatchObject({
      by: [],
      maxspanMs: null,
      until: null,
      pipes: [],
    });
  });

  it.each([
    ['1ms', 1],
    ['2s', 2_000],
    ['3m', 180_000],
    ['4h', 14_400_000],
    ['5d', 432_000_000],
  ])('reads a maxspan of %s', (maxspan, milliseconds) => {
    expect(parseSequence(`sequence with maxspan=${maxspan} ${two}`).maxspanMs).toBe(milliseconds);
  });

  it.each([
    ['5', 'maxspan needs a unit'],
    ['5w', 'unknown unit of maxspan'],
    ['5M', 'unknown unit of maxspan'],
    ['5toString', 'unknown unit of maxspan'],
    ['1.5m', 'maxspan must be a whole number'],
    ['0s', 'maxspan must be longer than zero'],
    ['-5s', 'maxspan must be a whole number above zero'],
    ['99999999999999999999d', 'maxspan must be a whole number'],
    ['9999999999999999d', 'maxspan is too long'],
  ])('refuses a maxspan of %s', (maxspan, message) => {
    expect(parseError(`sequence with maxspan=${maxspan} ${two}`).message).toBe(message);
  });

  it('counts runs as steps', () => {
    expect(parseSequence('sequence [a where true] with runs=2').steps).toHaveLength(1);
    expect(parseError('sequence [a where true]').message).toBe('a sequence needs at least two steps');
    expect(parseError('sequence [a where true] with runs=1').message).toBe(
      'a sequence needs at least two steps',
    );
    const steps = '[a where true] with runs=64 '.repeat(4);
    expect(parseSequence(`sequence ${steps}`).steps).toHaveLength(4);
    expect(parseError(`sequence ${steps} [b where true]`)).toMatchObject({
      message: 'a sequence has at most 256 steps, this one has 257',
      marked: '[b where true]',
    });
  });

  it.each(['0', '101', '1.0', '99999999999999999999'])('refuses runs=%s', (runs) => {
    expect(parseError(`sequence [a where true] with runs=${runs} [b where true]`)).toMatchObject({
      message: 'runs must be a whole number from 1 to 100',
      marked: runs,
    });
  });

  it('demands the same number of keys of every step and of until', () => {
    const message = 'this step joins by 0 keys of its own, the first by 1 key';
    expect(parseError('sequence by x [a where true] by y [b where true]')).toMatchObject({
      message,
      marked: '[b where true]',
    });
    expect(parseError('sequence [a where true] by y [b where true] by y until [c where true]')).toMatchObject(
      {
        message,
        marked: '[c where true]',
      },
    );
  });

  it('demands a maxspan and a step that happens beside a missing event', () => {
    expect(parseSequence('sequence with maxspan=1s [a where true] ![b where true]').steps[1]?.missing).toBe(
      true,
    );
    expect(parseError('sequence [a where true] ![b where true]').message).toBe(
      'a missing event needs a maxspan',
    );
    expect(parseError('sequence with maxspan=1s ![a where true] ![b where true]').message).toBe(
      'a sequence of missing events only can never begin',
    );
  });

  it('refuses runs and absence in until', () => {
    expect(parseError(`sequence ${two} until [c where true] with runs=2`).message).toBe('until has no runs');
    expect(parseError(`sequence ${two} until ![c where true]`).message).toBe(
      'until cannot be a missing event',
    );
  });

  it('reports a fault in a later step before the number of steps', () => {
    expect(parseError('sequence [a where true] [b where ]')).toMatchObject({ marked: ']', column: 34 });
  });

  it('checks the conditions of all steps and of until', () => {
    expect(parseError('sequence [a where true] [b where 5]').marked).toBe('5');
    expect(parseError(`sequence ${two} until [c where 6]`).marked).toBe('6');
  });

  it('refuses join', () => {
    expect(parseError(`join by x ${two}`)).toMatchObject({
      message: '`join` is not supported',
      marked: 'join',
    });
  });
});

describe('samples', () => {
  it('reads keys and filters', () => {
    const query = parseSample(
      'sample by host [a where true] by x [b where true] by y [c where z] by z | head 1',
    );
    expect(query).toMatchObject({ by: [{ path: 'host' }], pipes: [{ name: 'head', count: 1 }] });
    expect(query.steps.map((step) => step.by[0]?.path)).toEqual(['x', 'y', 'z']);
    expect(parseSample('sample [a where true] by x [b where true] by y').by).toEqual([]);
  });

  it.each([
    ['sample by x [a where true]', 'a sample has 2 to 5 filters, this one has 1'],
    [`sample by x ${two}${two}${two}`, 'a sample has 2 to 5 filters, this one has 6'],
    [`sample ${two}`, 'a sample needs keys to join by'],
    [
      'sample by x [a where true] by y [b where true]',
      'this step joins by 0 keys of its own, the first by 1 key',
    ],
    [`sample by x with maxspan=1s ${two}`, 'a sample has no maxspan'],
    [`sample by x ![c where true] ${two}`, 'a sample has no missing events'],
    [`sample by x [c where true] with runs=2 ${two}`, 'a sample has no runs'],
    [`sample by x ${two} until [c where true]`, 'a sample has no until'],
  ])('refuses %s', (text, message) => {
    expect(parseError(text).message).toBe(message);
  });
});

describe('pipes', () => {
  it('reads head and tail, one after the other', () => {
    const query = parseQuery('any where true | head 10 | tail 0', { dialect: 'elastic' });
    expect(query.pipes).toMatchObject([
      { name: 'head', count: 10 },
      { name: 'tail', count: 0 },
    ]);
  });

  it.each([
    ['head 2 + 3 * 2', 8],
    ['head length("abc")', 3],
    // The sum fits although one of its parts does not.
    ['tail 2147483648 - 1', 2_147_483_647],
  ])('takes a constant that has to be computed: | %s', (pipe, count) => {
    const query = parseQuery(`any where true | ${pipe}`, { dialect: 'elastic' });
    expect(query.pipes).toMatchObject([{ count }]);
  });

  it.each([
    ['count', 'pipe `count` is not supported'],
    ['filter a == 1', 'pipe `filter` is not supported'],
    ['sort a, b', 'pipe `sort` is not supported'],
    ['unique a', 'pipe `unique` is not supported'],
    ['unique_count a', 'pipe `unique_count` is not supported'],
    ['limit 5', 'there is no pipe of this name'],
    ['constructor 5', 'there is no pipe of this name'],
    ['head', 'pipe `head` takes one whole number that is not negative'],
    ['tail -1', 'pipe `tail` takes one whole number that is not negative'],
    ['head 1, 2', 'pipe `head` takes one whole number that is not negative'],
    ['head 1.5', 'pipe `head` takes one whole number that is not negative'],
    ['head "1"', 'pipe `head` takes one whole number that is not negative'],
    ['head a', 'pipe `head` takes one whole number that is not negative'],
    ['head 3 - 4', 'pipe `head` takes one whole number that is not negative'],
    ['head 1 / 0', 'pipe `head` takes one whole number that is not negative'],
    ['head 1.0 + 1', 'pipe `head` takes one whole number that is not negative'],
    [`head ${'1 + '.repeat(10_000)}1`, 'expressions nest deeper than 250 levels'],
    ['head 2147483648', 'pipe `head` takes at most 2147483647'],
  ])('refuses | %s', (pipe, message) => {
    expect(parseError(`any where true | ${pipe}`).message).toBe(message);
  });
});
