import type { EventRecord } from './field-value.ts';
import { LazyText } from './lazy-text.ts';

/** A JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: unknown): value is EventRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a member of an object that an event brought along. Never an inherited one. */
export type PropertyReader = (object: EventRecord) => unknown;

/**
 * The reader of one member. Nothing is inherited under most names, so a plain load does; only names that
 * every object answers to (`constructor`, `__proto__`) pay for the check.
 */
export function ownProperty(name: string): PropertyReader {
  if (name in Object.prototype)
    return (object) => (Object.hasOwn(object, name) ? decoded(object[name]) : undefined);
  return (object) => decoded(object[name]);
}

function decoded(value: unknown): unknown {
  return typeof value === 'object' && value instanceof LazyText ? value.text : value;
}

/** Sets a member under any name: a plain assignment to `__proto__` would change the object's prototype. */
export function setOwnProperty(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
