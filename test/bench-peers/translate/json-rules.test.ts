import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../bench/peers/rules/columns.ts';
import { type Condition, toConditions } from '../../../bench/peers/translate/json-rules.ts';
import { arbitraryEvent, arbitraryRule } from '../arbitrary-rules.ts';
import { isFound } from '../meaning.ts';

/** What the engine documents of its conditions, over facts that are texts, numbers or booleans. */
function holds(condition: Condition, facts: Readonly<Record<string, unknown>>): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, facts));
  if ('any' in condition) return condition.any.some((one) => holds(one, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  const fact = facts[condition.fact];
  const text = String(fact);
  const value = String(condition.value);
  switch (condition.operator) {
    case 'equal':
      return fact === condition.value;
    case 'in':
      return (condition.value as unknown[]).includes(fact);
    case 'textStarts':
      return text.startsWith(value);
    case 'textEnds':
      return text.endsWith(value);
    case 'textHas':
      return text.includes(value);
    case 'textMatches':
      return new RegExp(value).test(text);
    case 'lessThan':
      return Number(fact) < Number(value);
    case 'lessThanInclusive':
      return Number(fact) <= Number(value);
    case 'greaterThan':
      return Number(fact) > Number(value);
    case 'greaterThanInclusive':
      return Number(fact) >= Number(value);
  }
}

test('as conditions, a rule finds what it means', async () => {
  // What the peer's own program reads of an event, loaded here without its types.
  const { columnReader }: { columnReader: (columns: unknown) => (event: object) => Record<string, unknown> } =
    await import(new URL('../../../bench/peers/programs/column-reader.mjs', import.meta.url).href);
  fc.assert(
    fc.property(arbitraryRule, arbitraryEvent, (rule, event) => {
      const facts = columnReader(columnsOf([rule]))(event);
      expect(holds(toConditions(rule), facts)).toBe(isFound(rule, event));
    }),
    { numRuns: 500 },
  );
});
