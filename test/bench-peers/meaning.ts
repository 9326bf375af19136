import type { Clause, PeerRule, Test } from '../../bench/peers/rules/rule.ts';
import type { EventRecord } from '../../src/engine/events/field-value.ts';

/** Whether a rule finds an event. */
export function isFound({ category, clauses }: PeerRule, event: EventRecord): boolean {
  const categories = [fieldOf(event, 'event.category')].flat();
  return categories.includes(category) && clauses.every((clause) => holds(clause, event));
}

/** Numbers of the events that each rule finds, from 1; rules that find none are left out. */
export function answersOf(
  rules: readonly PeerRule[],
  events: readonly EventRecord[],
): Map<string, Set<number>> {
  const answers = new Map<string, Set<number>>();
  for (const rule of rules) {
    const numbers = events.flatMap((event, at) => (isFound(rule, event) ? [at + 1] : []));
    if (numbers.length > 0) answers.set(rule.id, new Set(numbers));
  }
  return answers;
}

function holds(clause: Clause, event: EventRecord): boolean {
  return clause.kind === 'not' ? !isTrue(clause.test, event) : isTrue(clause, event);
}

function isTrue(test: Test, event: EventRecord): boolean {
  const value = fieldOf(event, test.field);
  if (test.kind === 'compare') {
    if (typeof value !== 'number') return false;
    const { operator, value: limit } = test;
    if (operator === '<' || operator === '<=') return operator === '<' ? value < limit : value <= limit;
    return operator === '>' ? value > limit : value >= limit;
  }
  if (typeof value !== 'string') return false;
  if (test.kind === 'equals') return value === test.value;
  const text = value.toLowerCase();
  if (test.kind === 'one-of') return test.values.some((one) => one.toLowerCase() === text);
  return test.patterns.some((pattern) => fits(pattern.toLowerCase(), text));
}

/** Whether a text is one that a pattern means, character by character. */
export function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*')
    return fits(pattern.slice(1), text) || (text !== '' && fits(pattern, text.slice(1)));
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && fits(pattern.slice(1), text.slice(1))
  );
}

function fieldOf(event: EventRecord, path: string): unknown {
  let value: unknown = event;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}
