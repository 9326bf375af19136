import type { FieldValue } from '../events/field-value.ts';
import { KESTREL_EVENT_TYPES } from '../events/kestrel-fields.ts';

/**
 * The number that Kestrel's convention has for an event, by its action where that is one of Kestrel's own, else by
 * its category and type; undefined where it has none.
 */
export function derivedEventType(
  action: FieldValue,
  category: FieldValue,
  type: FieldValue,
): number | undefined {
  const known =
    KESTREL_EVENT_TYPES.find((entry) => has(action, entry.action)) ??
    KESTREL_EVENT_TYPES.find((entry) => has(category, entry.category) && has(type, entry.type));
  return known?.id;
}

function has(value: FieldValue, wanted: string): boolean {
  return typeof value === 'object' ? value.includes(wanted) : value === wanted;
}
