import { expect, test } from 'vitest';
import { parseOptions, UsageError } from '../../../bench/peers/run/options.ts';

const known = ['jq', 'cel'];

test('everything has a default', () => {
  expect(parseOptions([], known)).toEqual({
    recording: undefined,
    generate: 50_000,
    ruleCounts: [1, 100, 500],
    rounds: 5,
    runSeconds: 20,
    peers: undefined,
    out: undefined,
  });
});

test('what is asked for is read', () => {
  const args = ['a.ndjson', '--rules', '10,20', '--rounds=2', '--peers', 'cel,jq', '--out', 'o.json'];
  expect(parseOptions(args, known)).toMatchObject({
    recording: 'a.ndjson',
    ruleCounts: [10, 20],
    rounds: 2,
    peers: ['cel', 'jq'],
    out: 'o.json',
  });
});

test.each([
  [['--rules', '1,x'], '--rules takes whole numbers from 1, not "x"'],
  [['--rounds', '0'], '--rounds takes whole numbers from 1, not "0"'],
  [['--generate', '1e3'], '--generate takes whole numbers from 1, not "1e3"'],
  [['--peers', 'jq,\u001b[31m'], 'no peer is called "\\u001b[31m"; there are jq, cel'],
  [['--fast'], /Unknown option '--fast'/],
  [['a', 'b'], 'one recording at most, not 2'],
])('%j is refused', (args, message) => {
  expect(() => parseOptions(args, known)).toThrow(UsageError);
  expect(() => parseOptions(args, known)).toThrow(message);
});
