import { describe, expect, test } from 'vitest';
import { readOptions, usageText } from '../../../bench/suite/options.ts';
import { UsageError } from '../../../bench/suite/usage-error.ts';

const GROUPS = ['decode', 'eql', 'lua'];

test('nothing but the name measures everything on a made stream', () => {
  expect(readOptions([], GROUPS)).toEqual({
    events: undefined,
    rules: undefined,
    groups: undefined,
    quick: false,
    out: undefined,
    writeDocs: false,
    docsOnly: false,
  });
});

test('groups come in the order of the suite, once each', () => {
  const options = readOptions(['--group', 'lua', '--group', 'decode', '--group', 'lua'], GROUPS);
  expect(options?.groups).toEqual(['decode', 'lua']);
});

test('a recording, a pack and a file for results can be named', () => {
  const options = readOptions(['--quick', 'e.ndjson', 'rules', '--out', 'r.json'], GROUPS);
  expect(options).toMatchObject({ events: 'e.ndjson', rules: 'rules', quick: true, out: 'r.json' });
});

test('help is no run', () => {
  expect(readOptions(['--help'], GROUPS)).toBeNull();
  expect(usageText(GROUPS)).toContain('decode, eql, lua');
});

describe('refused is', () => {
  test.each([
    ['a group that does not exist', ['--group', 'constructor'], /no group "constructor".*decode, eql, lua/],
    ['an option that does not exist', ['--fast'], /--fast/],
    ['a third argument', ['a', 'b', 'c'], /too many arguments: c/],
    ['a page of a quick run', ['--write-docs', '--quick'], /whole runs/],
    ['a page of some groups', ['--write-docs', '--group', 'eql'], /whole runs/],
    ['to measure without measuring', ['--docs-only', 'e.ndjson'], /measures nothing/],
  ])('%s', (_, args, message) => {
    expect(() => readOptions(args, GROUPS)).toThrow(UsageError);
    expect(() => readOptions(args, GROUPS)).toThrow(message);
  });
});
