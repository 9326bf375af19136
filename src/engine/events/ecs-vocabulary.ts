import type { FieldReader, FieldValue } from './field-value.ts';
import { toNested } from './nested-path.ts';
import { isObject, ownProperty, type PropertyReader } from './own-property.ts';
import { gather, membersOf, toFieldValue } from './scalar-value.ts';
import { ScannedEvent } from './scanned-event.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Events that are ECS objects already. A path may be written nested, dotted or in any mix of the two, even
 * several ways in one event: every place that spells the path contributes its values.
 */
export const ecsVocabulary: Vocabulary = {
  name: 'ecs',
  reader(path) {
    const read = readerOf(path);
    return (record) => (record instanceof ScannedEvent ? record.valueAt(path) : read(record));
  },
  toEcs: (record) => toNested(record instanceof ScannedEvent ? record.toDotted() : record),
};

function readerOf(path: string): FieldReader {
  const segments = path.split('.');
  if (segments.length === 1) {
    const load = ownProperty(path);
    return (record) => toFieldValue(load(record));
  }
  if (segments.length === 2) return readerOfTwo(segments[0]!, segments[1]!);
  const places = placesFrom(segments, 0);
  return (record) => collect(undefined, record, places);
}

/** `event.category` and its like are most of what rules ask for, so two segments have a reader without a loop. */
function readerOfTwo(parent: string, child: string): FieldReader {
  const loadDotted = ownProperty(`${parent}.${child}`);
  const loadParent = ownProperty(parent);
  const last: Place[] = [{ load: ownProperty(child), rest: undefined }];
  const loadChild = last[0]!.load;
  return (record) => {
    const dotted = loadDotted(record);
    const inside = loadParent(record);
    if (dotted === undefined && isObject(inside)) return toFieldValue(loadChild(inside));
    return collect(gather(undefined, dotted), inside, last);
  };
}

/** One way to go on along a path: the member to load, and the ways on from there (none: the path ends here). */
interface Place {
  readonly load: PropertyReader;
  readonly rest: readonly Place[] | undefined;
}

/** Every way to spell the segments from `start` on: a member is one segment or several joined by dots. */
function placesFrom(segments: readonly string[], start: number): readonly Place[] {
  const known = new Map<number, readonly Place[]>();
  const from = (first: number): readonly Place[] => {
    const cached = known.get(first);
    if (cached !== undefined) return cached;
    const places: Place[] = [];
    for (let end = first + 1; end <= segments.length; end++) {
      const load = ownProperty(segments.slice(first, end).join('.'));
      places.push({ load, rest: end === segments.length ? undefined : from(end) });
    }
    known.set(first, places);
    return places;
  };
  return from(start);
}

function collect(found: FieldValue, holder: unknown, places: readonly Place[]): FieldValue {
  if (Array.isArray(holder)) {
    let all = found;
    for (const member of membersOf(holder)) all = collect(all, member, places);
    return all;
  }
  if (!isObject(holder)) return found;
  let all = found;
  for (const place of places) {
    const value = place.load(holder);
    if (value === undefined || value === null) continue;
    all = place.rest === undefined ? gather(all, value) : collect(all, value, place.rest);
  }
  return all;
}
