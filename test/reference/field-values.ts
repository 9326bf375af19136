import type { Scalar } from '../../src/engine/events/field-value.ts';

/**
 * Every value an event holds at a path, in no particular order. Members may be nested, written with dots, or
 * both; arrays are flattened; null and objects are no values. An empty result means the field is missing.
 */
export function fieldValues(event: unknown, path: string): readonly Scalar[] {
  if (Array.isArray(event)) return event.flatMap((element) => fieldValues(element, path));
  if (typeof event !== 'object' || event === null) return [];
  return Object.entries(event).flatMap(([name, member]) => {
    if (name === path) return scalarsOf(member);
    return path.startsWith(`${name}.`) ? fieldValues(member, path.slice(name.length + 1)) : [];
  });
}

function scalarsOf(value: unknown): readonly Scalar[] {
  if (Array.isArray(value)) return value.flatMap(scalarsOf);
  return isScalar(value) ? [value] : [];
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
