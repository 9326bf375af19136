import { expect, test } from 'vitest';
import { streamProblem } from '../../../src/replay/input/stream-problem.ts';
import { NewsBox } from '../../../src/replay/worker/news-box.ts';

const FAULT = { kind: 'error', reason: 'it threw', eventNumber: 1, quarantined: false } as const;

test('gives each alert once, in order', () => {
  const box = new NewsBox();
  expect(box.isEmpty).toBe(true);
  for (const event of [1, 2]) box.addAlert({ rule: 0, timeNs: undefined, events: [event] });
  expect(box.isEmpty).toBe(false);
  expect(box.take().alerts.map(({ events }) => events)).toEqual([[1], [2]]);
  expect(box.take()).toEqual({ alerts: [] });
  expect(box.isEmpty).toBe(true);
});

test('problems and faults are totals, told only after they changed', () => {
  const box = new NewsBox();
  const addProblem = (): void => box.addProblem(streamProblem('invalid-json', 'a', 'broken'));
  addProblem();
  expect(box.isEmpty).toBe(false);
  expect(box.take().problems).toMatchObject([{ count: 1 }]);
  expect(box.take().problems).toBeUndefined();
  for (let more = 0; more < 1_000; more++) addProblem();
  const [problem] = box.take().problems!;
  expect(problem!.count).toBe(1_001);
  expect(problem!.first).toHaveLength(5);
  box.addFault(3, FAULT);
  expect(box.isEmpty).toBe(false);
  expect(box.take().faults).toMatchObject([[3, { first: FAULT }]]);
  expect(box.take().faults).toBeUndefined();
});

test('problems that another thread counted come after those before', () => {
  const box = new NewsBox();
  box.addProblem(streamProblem('invalid-json', 'a', 'broken', { line: 1 }));
  const first = [streamProblem('invalid-json', 'a', 'broken', { line: 9 })];
  box.addProblems([{ code: 'invalid-json', severity: 'lost', count: 4, first }]);
  expect(box.isEmpty).toBe(false);
  const [problem] = box.take().problems!;
  expect(problem).toMatchObject({ count: 5, first: [{ line: 1 }, { line: 9 }] });
});

test('of what a run has found, only the latest is told, once', () => {
  const box = new NewsBox();
  box.setFindings({});
  const latest = { gc: undefined };
  box.setFindings(latest as never);
  expect(box.isEmpty).toBe(false);
  expect(box.take().findings).toBe(latest);
  expect(box.isEmpty).toBe(true);
  expect(box.take().findings).toBeUndefined();
});

test('adapters are told once', () => {
  const box = new NewsBox();
  box.addAdapter(1, 'ecs');
  expect(box.isEmpty).toBe(false);
  expect(box.take().adapters).toEqual([{ input: 1, adapter: 'ecs' }]);
  expect(box.isEmpty).toBe(true);
});
