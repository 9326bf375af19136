import { describe, expect, it } from 'vitest';
import { wantedPaths } from '../../../src/replay/input/wanted-paths.ts';

/** `holder > name`, with what is wanted of it. */
function spellings(paths: readonly string[]): Set<string> {
  const { members, pathOf } = wantedPaths(paths);
  const pathOfNumber = new Map(members.map(({ path }, at) => [path, pathOf[at]]));
  const all = members.map(({ name, holder, isValue, isHolder }, at) => {
    const wants = [isValue && 'value', isHolder && 'members'].filter(Boolean).join('+');
    return `${holder === 0 ? '' : `${pathOfNumber.get(holder)} > `}${name} = ${pathOf[at]}: ${wants}`;
  });
  expect(new Set(all).size).toBe(all.length);
  return new Set(all);
}

describe('wantedPaths', () => {
  it('is every way to spell a path', () => {
    expect(spellings(['a.b.c'])).toEqual(
      new Set([
        'a = a: members',
        'a > b = a.b: members',
        'a > b.c = a.b.c: value',
        'a.b = a.b: members',
        'a.b > c = a.b.c: value',
        'a.b.c = a.b.c: value',
      ]),
    );
  });

  it('has what paths have in common once', () => {
    expect(spellings(['a', 'a.b', 'a'])).toEqual(
      new Set(['a = a: value+members', 'a > b = a.b: value', 'a.b = a.b: value']),
    );
  });

  it('takes empty segments for names, and none of them for the line itself', () => {
    expect(spellings(['', '.a'])).toEqual(
      new Set([' = : value+members', ' > a = .a: value', '.a = .a: value']),
    );
  });

  it('gives each path a number from 1', () => {
    const { members } = wantedPaths(['a.b.c', 'd']);
    expect(new Set(members.map(({ path }) => path))).toEqual(new Set([1, 2, 3, 4]));
  });
});
