import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/profiler/seeded-random.ts';
import { resolveInputs } from '../../src/replay/input/resolve-inputs.ts';
import { surveyRules } from '../../src/rule-bench/survey-rules.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { loadedRules } from './support/loaded-rules.ts';

const EVENTS = Array.from({ length: 20 }, (_, at) =>
  JSON.stringify({
    '@timestamp': new Date(Date.UTC(2024, 4, 1, 10, 0, at)).toISOString(),
    event: { category: [at % 2 === 0 ? 'process' : 'file'] },
    process: { pid: at + 1 },
  }),
).join('\n');

async function survey(
  files: Record<string, string>,
  { text = EVENTS, limit = undefined as number | undefined, signal = new AbortController().signal } = {},
) {
  const rules = await loadedRules(files);
  const { inputs } = await resolveInputs([join(ruleFolder({ 'e.ndjson': text }), 'e.ndjson')]);
  const lost: string[] = [];
  const found = await surveyRules({
    rules,
    inputs,
    lua: 'wasmoon',
    limit,
    signal,
    clock: () => 0,
    random: seededRandom(1),
    onProblem: ({ code }) => lost.push(code),
    onAdapter: () => {},
    onProgress: () => {},
  });
  const byId = new Map(rules.map(({ id }, at) => [id, found.rules[at]!]));
  return { ...found, byId, lost };
}

const numbers = (events: readonly { readonly number: number }[]) => events.map(({ number }) => number);

test('which events reach a rule, and which of them it matches', async () => {
  const { events, byId, sample } = await survey({ 'low.eql': 'process where process.pid <= 4' });
  const low = byId.get('low')!;
  expect(events).toBe(20);
  expect(numbers(sample)).toHaveLength(20);
  expect(low).toMatchObject({ reached: 10, matched: 2, faults: undefined });
  expect(numbers(low.sample.match)).toEqual([1, 3]);
  expect(numbers(low.sample.no_match)).toEqual([5, 7, 9, 11, 13, 15, 17, 19]);
});

test('head and tail of a rule limit its alerts, not what is known of it', async () => {
  const { byId } = await survey({ 'low.eql': 'process where process.pid <= 4 | head 1' });
  expect(numbers(byId.get('low')!.sample.match)).toEqual([1, 3]);
});

test('of a sequence: what satisfies one of its steps or its until, and what is asked in vain', async () => {
  const { byId } = await survey({
    'steps.eql':
      'sequence [process where process.pid < 2] [file where process.pid > 3 and process.pid < 5] until [file where process.pid > 7 and process.pid < 9]',
  });
  const steps = byId.get('steps')!;
  expect(numbers(steps.sample.match)).toEqual([1, 4, 8]);
  expect(steps).toMatchObject({ reached: 20, matched: 3 });
});

test('Lua rules see every event once, and what they do wrong is known', async () => {
  const { byId } = await survey({
    'third.lua': 'local seen = 0\nfunction pred_eval(event)\n  seen = seen + 1\n  return seen == 3\nend\n',
    'throws.lua': 'function pred_eval(event)\n  error("no")\nend\n',
  });
  expect(numbers(byId.get('third')!.sample.match)).toEqual([3]);
  expect(byId.get('throws')!.faults?.first).toMatchObject({ kind: 'error', eventNumber: 1 });
});

test('it reads no more than it is asked to, and goes on where a line is lost', async () => {
  expect((await survey({ 'any.eql': 'any where true' }, { limit: 5 })).events).toBe(5);
  const { events, lost } = await survey({ 'any.eql': 'any where true' }, { text: `{"broken"\n${EVENTS}` });
  expect(events).toBe(20);
  expect(lost).toHaveLength(1);
});

test('it ends early when it is told to', async () => {
  expect((await survey({ 'any.eql': 'any where true' }, { signal: AbortSignal.abort() })).events).toBe(0);
});
