import { type KindIndex, selectKinds } from './event-kind.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { Mapping } from './mapping.ts';
import { isPassedThrough } from './pass-through.ts';

/** Says of a kind and a path whether all events of the kind have the same value there, or none. */
export type DecidesField = (kind: KindIndex, path: string) => boolean;

/** What the kind of an event alone decides: all but what is read from the record, whatever that holds. */
export function decidedFields(
  { kinds, passThrough }: Mapping,
  table: ReadonlyMap<string, FieldMapping>,
): DecidesField {
  const decides: DecidesField = (kind, path) => {
    const entry = table.get(path);
    if (entry !== undefined && 'union' in entry) return entry.union.every((part) => decides(kind, part));
    for (const source of entry?.sources ?? []) {
      if (!selectKinds(kinds, source.when).has(kind)) continue;
      if (source.place !== 'kind') return false;
      // The first source with a value counts; one without leaves it to the next.
      if (source.valueFor(kinds[kind]!) !== undefined) return true;
    }
    return !isPassedThrough(passThrough, path);
  };
  return decides;
}
