import type { Field } from '../../src/engine/eql/ast.ts';
import { fieldValues } from './field-values.ts';
import { compareTexts } from './text-tests.ts';

/** What events must have in common: the text of one value per key field, null for an optional field that is missing. */
export type Key = readonly (string | null)[];

/**
 * The keys under which an event takes part in a step: every combination of the values of its key fields, each
 * once. None if a field that is not optional is missing; one, the empty one, if there are no key fields.
 */
export function keysOf(record: unknown, fields: readonly Field[]): readonly Key[] {
  return fields.reduce<readonly Key[]>(
    (keys, field) => keys.flatMap((key) => valuesOf(record, field).map((value) => [...key, value])),
    [[]],
  );
}

/** A key as one text, the same for equal keys only. */
export function keyText(key: Key): string {
  return JSON.stringify(key);
}

/** Negative, zero or positive. Keys are ordered field by field: null, then numbers by size, then other texts. */
export function compareKeys(left: Key, right: Key): number {
  for (const [at, value] of left.entries()) {
    const other = right[at] ?? null;
    if (value === other) continue;
    if (value === null) return -1;
    return other === null ? 1 : compareValues(value, other);
  }
  return 0;
}

function compareValues(left: string, right: string): number {
  if (isNumber(left) !== isNumber(right)) return isNumber(left) ? -1 : 1;
  return (isNumber(left) && Number(left) - Number(right)) || compareTexts(left, right);
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text));
}

function valuesOf(record: unknown, field: Field): Key {
  const texts = [...new Set(fieldValues(record, field.path).map(String))];
  return texts.length === 0 && field.optional ? [null] : texts;
}
