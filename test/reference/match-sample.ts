import type { SampleQuery } from '../../src/engine/eql/ast.ts';
import { referenceMatches } from './evaluate.ts';
import type { ReferenceOptions } from './scope.ts';
import { compareKeys, type Key, keysOf, keyText } from './sequence-keys.ts';

/**
 * All results of a sample over a whole list of events, by key: places in the list, from 0, one per filter.
 * Time plays no role, nor has an event to have one. Pipes are not applied.
 *
 * @param maxSamplesPerKey how many different choices of events one key may give
 */
export function matchSample(
  query: SampleQuery,
  records: readonly unknown[],
  options: ReferenceOptions,
  maxSamplesPerKey = 1,
): readonly (readonly number[])[] {
  const byFilter = query.steps.map(({ filter, by }) =>
    records.flatMap((record, position) => {
      if (!referenceMatches(filter, record, options)) return [];
      return keysOf(record, [...query.by, ...by]).map((key) => ({ key, position }));
    }),
  );
  const keys = new Map(byFilter.flat().map(({ key }) => [keyText(key), key]));
  return [...keys.values()].sort(compareKeys).flatMap((wanted) => {
    const candidates = byFilter.map((found) => positionsOf(found, wanted));
    return choices(candidates, []).slice(0, maxSamplesPerKey);
  });
}

function positionsOf(found: readonly { key: Key; position: number }[], wanted: Key): readonly number[] {
  return found.filter(({ key }) => keyText(key) === keyText(wanted)).map(({ position }) => position);
}

/** Every choice of one event per filter that takes no event twice; the first filter's first events come first. */
function choices(
  [first, ...rest]: readonly (readonly number[])[],
  chosen: readonly number[],
): readonly (readonly number[])[] {
  if (first === undefined) return [chosen];
  return first
    .filter((position) => !chosen.includes(position))
    .flatMap((position) => choices(rest, [...chosen, position]));
}
