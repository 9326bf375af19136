import { InvalidArgumentError } from 'commander';
import { FAIL_ON, type FailOn } from '../compare/is-regression.ts';

/** Percent such as `10` or `5%`, more than 0 and up to 1,000; a share of 1. */
export function effect(text: string): number {
  const [, digits] = /^(\d+(?:\.\d+)?)\s?%?$/.exec(text) ?? [];
  const percent = Number(digits);
  if (!(percent > 0 && percent <= 1000))
    throw new InvalidArgumentError('Expected percent above 0 and up to 1000, such as 10 or 5%.');
  return percent / 100;
}

/** What to fail on, for an option that may be repeated. */
export function failOn(text: string, previous: readonly FailOn[]): FailOn[] {
  const known = FAIL_ON.find((one) => one === text);
  if (known === undefined) throw new InvalidArgumentError(`Allowed choices are ${FAIL_ON.join(', ')}.`);
  return [...previous, known];
}
