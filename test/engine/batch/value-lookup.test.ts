import { describe, expect, it } from 'vitest';
import { ValueLookup } from '../../../src/engine/batch/value-lookup.ts';
import type { Scalar } from '../../../src/engine/events/field-value.ts';

/** What a look-up finds: filters are numbered as the values that they want. */
function finder(wanted: readonly Scalar[]) {
  const lookup = new ValueLookup();
  for (const [filter, value] of wanted.entries()) lookup.add(value, filter);
  const find = (value: Scalar) => [...lookup.filtersFor(value)].sort((a, b) => a - b);
  return { lookup, find };
}

describe('ValueLookup', () => {
  it('finds a text in any case of its ASCII letters', () => {
    const { find } = finder(['Cmd.exe', 'cmd.EXE', 'other.exe', '\u00c0']);
    expect(find('CMD.exe')).toEqual([0, 1]);
    expect(find('CMD.exe')).toEqual([0, 1]);
    expect(find('cmd')).toEqual([]);
    expect(find('\u00c0')).toEqual([3]);
    expect(find('\u00e0')).toEqual([]);
  });

  it('finds a number however it is written, and as its text', () => {
    const { find } = finder([4, '4', 4.5, 2n ** 53n + 1n, '1e+21']);
    expect(find(4)).toEqual([0, 1]);
    expect(find('4')).toEqual([0, 1]);
    expect(find('4.0')).toEqual([0]);
    expect(find('45e-1')).toEqual([2]);
    expect(find('9007199254740993')).toEqual([3]);
    expect(find(2n ** 53n + 1n)).toEqual([3]);
    expect(find(1e21)).toEqual([4]);
    expect(find(`4.${'0'.repeat(390)}`)).toEqual([0]);
    expect(find('')).toEqual([]);
  });

  it('finds a truth by its text', () => {
    const { find } = finder([true, 0]);
    expect(find(true)).toEqual([0]);
    expect(find('true')).toEqual([0]);
    expect(find('false')).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a text like any other', (name) => {
    expect(finder(['a']).find(name)).toEqual([]);
    expect(finder([name]).find(name)).toEqual([0]);
  });

  it('keeps a limited number of answers, none of them for long texts', () => {
    const long = 'x'.repeat(1_000);
    const { lookup, find } = finder(['value-17', long]);
    for (let at = 0; at < 10_000; at++) find(`value-${at}`);
    expect(lookup.remembered).toBeLessThanOrEqual(4_096);
    expect(find('VALUE-17')).toEqual([0]);
    const { remembered } = lookup;
    expect(find(long)).toEqual([1]);
    expect(find(long.replace('x', 'y'))).toEqual([]);
    expect(lookup.remembered).toBe(remembered);
  });
});
