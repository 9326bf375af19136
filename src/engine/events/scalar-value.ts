import type { FieldValue, Scalar } from './field-value.ts';

/**
 * What a JSON value means as the value of a field: null and objects are no value, an array counts through its
 * members at any depth, and a list of one is that one.
 */
export function toFieldValue(value: unknown): FieldValue {
  return Array.isArray(value) ? gather(undefined, value) : scalarOrNothing(value);
}

/**
 * `found` with the values of `value` after it. The arrays it grows are its own: pass only undefined, or what
 * an earlier call returned.
 */
export function gather(found: FieldValue, value: unknown): FieldValue {
  if (!Array.isArray(value)) return append(found, scalarOrNothing(value));
  let all = found;
  for (const member of membersOf(value)) all = append(all, scalarOrNothing(member));
  return all;
}

function append(found: FieldValue, value: Scalar | undefined): FieldValue {
  if (value === undefined) return found;
  if (found === undefined) return value;
  if (!isList(found)) return [found, value];
  (found as Scalar[]).push(value);
  return found;
}

/**
 * The members of a list, those of lists inside it included. Not recursive: an event may nest its lists as
 * deep as a line is long.
 */
export function membersOf(list: readonly unknown[]): readonly unknown[] {
  if (!list.some(Array.isArray)) return list;
  const members: unknown[] = [];
  const pending: unknown[] = [list];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!Array.isArray(next)) members.push(next);
    else for (let at = next.length - 1; at >= 0; at--) pending.push(next[at]);
  }
  return members;
}

/** Several values rather than one. */
export function isList(value: FieldValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

function scalarOrNothing(value: unknown): Scalar | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    default:
      return undefined;
  }
}
