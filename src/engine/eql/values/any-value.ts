import type { FieldValue, Scalar } from '../../events/field-value.ts';
import type { TextTest } from '../patterns/text-test.ts';
import type { Value } from './functions.ts';
import { textOf } from './text.ts';

/*
 * A field may hold several values. A test of it holds if it holds for some value; one of several fields, if
 * it holds for some combination. These are the slow paths: rule scripts test a single text or number in place.
 */

/** Some value of a present field passes as text. */
export function anyText(value: Exclude<FieldValue, undefined>, test: TextTest): boolean {
  return typeof value === 'object' ? value.some((element) => test(textOf(element))) : test(textOf(value));
}

/** Some value of a present field passes. */
export function anyScalar(value: Exclude<FieldValue, undefined>, test: (value: Scalar) => boolean): boolean {
  return typeof value === 'object' ? value.some(test) : test(value);
}

/** A product of more values than this is cut: an event with several huge arrays must not stop the replay. */
const MAX_COMBINATIONS = 100_000;

/** Some combination of one value per field passes; a missing field takes part as null. */
export function anyCombination(
  values: readonly FieldValue[],
  test: (combination: readonly Value[]) => boolean,
): boolean {
  for (const combination of combinations(values)) if (test(combination)) return true;
  return false;
}

/** Every field has a value, and every combination passes. */
export function everyCombination(
  values: readonly FieldValue[],
  test: (combination: readonly Value[]) => boolean,
): boolean {
  if (values.includes(undefined)) return false;
  for (const combination of combinations(values)) if (!test(combination)) return false;
  return true;
}

function* combinations(values: readonly FieldValue[]): Generator<readonly Value[]> {
  const choices = values.map((value): readonly Value[] =>
    value === undefined ? [null] : typeof value === 'object' ? value : [value],
  );
  const picked = choices.map(() => 0);
  for (let count = 0; count < MAX_COMBINATIONS; count++) {
    yield choices.map((choice, index) => choice[picked[index]!]!);
    // Count up, the last field fastest, as an odometer does.
    let index = choices.length - 1;
    while (index >= 0 && ++picked[index]! === choices[index]!.length) picked[index--] = 0;
    if (index < 0) return;
  }
}
