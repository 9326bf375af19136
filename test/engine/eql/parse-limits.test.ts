import { describe, expect, it } from 'vitest';
import { MAX_NESTING, MAX_QUERY_LENGTH } from '../../../src/engine/eql/limits.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { parseCondition, parseError } from './parse-helpers.ts';

const nest = (open: string, inner: string, close: string, depth: number): string =>
  `any where ${open.repeat(depth)}${inner}${close.repeat(depth)}`;

describe('nesting', () => {
  it.each([
    ['brackets', nest('(', 'a', ')', 10_000), 'brackets nest deeper than 250 levels'],
    ['calls', nest('concat(', 'a', ')', 10_000), 'brackets nest deeper than 250 levels'],
    ['lists', nest('a in (', '1', ')', 10_000), 'brackets nest deeper than 250 levels'],
    ['comments', '/*'.repeat(10_000), 'comments nest deeper than 250 levels'],
    ['negations', nest('not ', 'a', '', 10_000), 'expressions nest deeper than 250 levels'],
    ['signs', nest('- ', '1 == 1', '', 10_000), 'expressions nest deeper than 250 levels'],
    ['sums', nest('1 + ', '1 == 1', '', 10_000), 'expressions nest deeper than 250 levels'],
    ['products', nest('1 * ', '1 == 1', '', 10_000), 'expressions nest deeper than 250 levels'],
  ])('of %s is limited', (_, text, message) => {
    expect(parseError(text).message).toBe(message);
  });

  it('may go as deep as the limit', () => {
    expect(() => parseQuery(nest('(', 'a', ')', MAX_NESTING), { dialect: 'elastic' })).not.toThrow();
    expect(() => parseQuery(nest('not ', 'a', '', MAX_NESTING), { dialect: 'elastic' })).not.toThrow();
    expect(parseError(nest('not ', 'a', '', MAX_NESTING + 1)).message).toContain('deeper');
  });

  // A grammar that reads an operand again for every alternative would not come back from these.
  it.each([
    ['brackets', nest('(', 'a b', ')', 240)],
    ['calls', nest('length(', 'a b', ')', 240)],
    ['quantifiers', nest('all(', 'a b', ')', 240)],
    ['lists', nest('a in (', 'a b', ')', 240)],
    ['brackets in chains', nest('(a and b or ', 'a b', ')', 240)],
  ])('finds a fault deep inside %s without trying all ways', (_, text) => {
    expect(parseError(text, 'kestrel')).toMatchObject({ marked: 'b', message: '`b` is not expected here' });
  });
});

describe('length', () => {
  it('of a query is limited', () => {
    const text = `any where a == "${'x'.repeat(1_000_000)}"`;
    expect(parseError(text).message).toBe(
      `query of ${text.length} characters is longer than the limit of ${MAX_QUERY_LENGTH}`,
    );
  });

  it('of a chain or list is not', () => {
    const chain = parseCondition(Array.from({ length: 5_000 }, (_, index) => `a == ${index}`).join(' or '));
    expect(chain.kind === 'or' && chain.operands).toHaveLength(5_000);
    const list = parseCondition(`a in (${Array.from({ length: 20_000 }, (_, index) => index).join(',')})`);
    expect(list.kind === 'in' && list.list).toHaveLength(20_000);
  });

  it('of the longest text allowed is read', () => {
    const text = `any where ${'a or '.repeat(50_000)}a`.padEnd(MAX_QUERY_LENGTH);
    expect(() => parseQuery(text, { dialect: 'elastic' })).not.toThrow();
    expect(parseError(`${text} `).message).toContain('longer than the limit');
  });
});
