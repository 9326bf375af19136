import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answersUntil,
  countAnswers,
  differences,
  gatherAnswers,
  readAnswerLines,
} from '../../../bench/peers/run/answers.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const answers = gatherAnswers([
  ['b', 2],
  ['a', 9],
  ['a', 1],
  ['a', 9],
]);

test('pairs are gathered by rule, each once', () => {
  expect(answers).toEqual(
    new Map([
      ['b', new Set([2])],
      ['a', new Set([1, 9])],
    ]),
  );
  expect(countAnswers(answers)).toBe(3);
});

test('the beginning of a stream has the answers about its events', () => {
  expect(answersUntil(answers, 2)).toEqual(
    new Map([
      ['b', new Set([2])],
      ['a', new Set([1])],
    ]),
  );
  expect(answersUntil(answers, 1)).toEqual(new Map([['a', new Set([1])]]));
});

test('the same answers in another order do not differ', () => {
  expect(
    differences(
      answers,
      gatherAnswers([
        ['a', 1],
        ['b', 2],
        ['a', 9],
      ]),
    ),
  ).toEqual([]);
});

test('each rule whose answers differ is told, with the first events', () => {
  const many = Array.from({ length: 7 }, (_, at) => ['c', at + 1] as const);
  expect(differences(answers, gatherAnswers([['a', 1], ['a', 3], ['b', 2], ...many]))).toEqual([
    'a: event 9 not found, event 3 found beyond that',
    'c: events 1, 2, 3, 4, 5 and 2 more found beyond that',
  ]);
  expect(differences(answers, new Map())).toEqual(['a: events 1, 9 not found', 'b: event 2 not found']);
});

test('lines of answers are read', async () => {
  const file = join(folder, 'answers.ndjson');
  writeFileSync(file, '{"rule":"a","events":[1,9]}\n{"rule":"b","events":[2]}\n');
  expect(await readAnswerLines(file)).toEqual(answers);
});

test.each([
  ['not json\n', /line 1 is no JSON: "not json"/],
  ['{"rule":"a"}\n', /a line that is no answer/],
  ['{"rule":"a","events":[]}\nnull\n', /a line that is no answer/],
])('%j is refused', async (text, message) => {
  const file = join(folder, 'bad.ndjson');
  writeFileSync(file, text);
  await expect(readAnswerLines(file)).rejects.toThrow(message);
});
