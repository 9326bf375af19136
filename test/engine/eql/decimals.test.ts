import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { EVALUATORS } from './evaluators.ts';

describe.each(EVALUATORS)('decimals and whole numbers (%s)', (_, matches) => {
  const holds = (condition: string, event: EventRecord = {}) => matches(`any where ${condition}`, event);

  it.each([
    ['(x + x) / 4 == 0.25', 'a decimal that comes out even stays a decimal'],
    ['string(x + x) == "1.0"', 'and is spelled as one'],
    ['concat(-x - x) == "-1.0"', 'in any function'],
    ['string(-(x - x)) == "-0.0"', 'also the negative zero'],
    ['x - 9214364837600034304 - 9007199254740993 <= 9007199254740992', 'beyond 64 bits it does not overflow'],
    ['(number("0.5") + number("0.5")) / 4 == 0.25', 'a constant is computed likewise'],
  ])('%s: %s', (condition) => {
    expect(holds(condition, { x: 0.5 })).toBe(true);
  });

  it.each([
    ['(y + y) / 4 == 0', { y: 1 }],
    ['y / 2 == 0', { y: '1.0' }],
    ['number("17.000") / 2 == 8', {}],
    ['string(number("1.0")) == "1"', {}],
    ['string(y + 1) == "9007199254740994"', { y: 9007199254740993n }],
    ['string(-y) == "0"', { y: 0 }],
    ['string(-y) == null', { y: -(2n ** 63n) }],
    ['string(number("18446744073709551616")) == "1.8446744073709552E19"', {}],
    ['string(number("18446744073709551615")) == "18446744073709551615"', {}],
  ])('whole numbers stay whole: %s', (condition, event) => {
    expect(holds(condition, event)).toBe(true);
  });
});
