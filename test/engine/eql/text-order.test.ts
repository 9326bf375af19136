import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { EVALUATORS } from './evaluators.ts';

describe.each(EVALUATORS)('the order of texts (%s)', (_, matches) => {
  const holds = (condition: string, event: EventRecord = {}) => matches(`any where ${condition}`, event);

  it('a field is ordered by code point, as its index is', () => {
    expect(holds('x > "\u{ffff}"', { x: '\u{10000}' })).toBe(true);
    expect(holds('"\u{ffff}" < x', { x: '\u{10000}' })).toBe(true);
  });

  it('what a function returns is ordered by UTF-16 unit, as Java does', () => {
    expect(holds('concat(x, "") > "\u{ffff}"', { x: '\u{10000}' })).toBe(false);
    expect(holds('"\u{10000}" < "\u{ffff}"')).toBe(true);
  });

  it('a substring that cuts a surrogate pair is ordered by the half that is left', () => {
    expect(holds('"\u{ffff}" < substring("\u{10000}\u{10000}", 3)')).toBe(false);
    expect(holds('"\u{d7ff}" < substring("\u{10000}\u{10000}", 3)')).toBe(true);
    expect(holds('"" < substring("\u{10000}\u{10000}", 3)')).toBe(true);
    expect(holds('"\u{ffff}" < substring(x, 3)', { x: '\u{10000}\u{10000}' })).toBe(false);
  });
});
