import type { EventRecord } from './field-value.ts';
import { isObject, setOwnProperty } from './own-property.ts';

/** Deeper than any real event; below it objects are passed on as they are, so that no input ends in recursion. */
const MAX_DEPTH = 64;

/**
 * Puts a value at a nested path of `target`. Where the event has something else in the way, it goes under
 * the dotted name instead, which readers find just as well. Undefined is no value.
 */
export function setNested(target: EventRecord, path: string, value: unknown): void {
  if (value === undefined) return;
  const segments = path.split('.');
  const last = segments.pop()!;
  let holder = target;
  for (const segment of segments) {
    const inside = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
    if (isObject(inside)) {
      holder = inside;
    } else if (inside === undefined) {
      const created = {};
      setOwnProperty(holder, segment, created);
      holder = created;
    } else {
      setOwnProperty(target, path, value);
      return;
    }
  }
  if (Object.hasOwn(holder, last)) setOwnProperty(target, path, value);
  else setOwnProperty(holder, last, value);
}

/** A copy in which members with dots in their names are nested objects. */
export function toNested(record: EventRecord): Record<string, unknown> {
  return nested(record, 0);
}

function nested(record: EventRecord, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const dotted: string[] = [];
  for (const name of Object.keys(record)) {
    if (name.includes('.')) dotted.push(name);
    else setOwnProperty(result, name, nestedValue(record[name], depth));
  }
  for (const name of dotted) setNested(result, name, nestedValue(record[name], depth));
  return result;
}

function nestedValue(value: unknown, depth: number): unknown {
  if (depth === MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((member) => nestedValue(member, depth + 1));
  return isObject(value) ? nested(value, depth + 1) : value;
}
