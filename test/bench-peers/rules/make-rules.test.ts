import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { makeRules } from '../../../bench/peers/rules/make-rules.ts';
import { type EventKind, vocabularyOf } from '../../../bench/peers/rules/vocabulary.ts';
import { toEql } from '../../../bench/peers/translate/eql.ts';
import { type FoundAlert, runEngine } from '../../support/run-engine.ts';

const EVENTS = new URL('../../../fixtures/events/intrusion.ndjson', import.meta.url);
const events = readFileSync(EVENTS, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
let kinds: EventKind[];
beforeAll(async () => {
  kinds = await vocabularyOf(events);
});

test('a smaller set is the beginning of a larger one, and ids are unique', () => {
  const rules = makeRules(kinds, 100);
  expect(makeRules(kinds, 7)).toEqual(rules.slice(0, 7));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(100);
  expect(new Set(rules.map((rule) => toEql(rule))).size).toBeGreaterThan(95);
});

test('all forms of clauses are among them', () => {
  const clauses = makeRules(kinds, 100).flatMap((rule) => rule.clauses);
  const forms = clauses.map((clause) => (clause.kind === 'not' ? `not ${clause.test.kind}` : clause.kind));
  expect([...new Set(forms)].sort()).toEqual([
    'compare',
    'equals',
    'like',
    'not like',
    'not one-of',
    'one-of',
  ]);
});

test('the engine takes them all, and over their own stream some fire and none on most events', () => {
  const rules = makeRules(kinds, 100);
  const found = runEngine(events, rules.map(toEql));
  const counts = [...countByRule(found).values()];
  expect(counts.length).toBeGreaterThan(20);
  expect(Math.max(...counts)).toBeLessThan(events.length / 2);
});

test('a stream that rules cannot be made of is refused', () => {
  expect(() => makeRules([], 1)).toThrow(/no event has an event\.category/);
});

function countByRule(found: readonly FoundAlert[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [id] of found) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
