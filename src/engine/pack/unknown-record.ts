/** An object out of an untrusted file: `__proto__` and `constructor` may be among its keys. */
export type UnknownRecord = { readonly [key: string]: unknown };

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the file wrote under the key; never something inherited. */
export function ownValue(record: UnknownRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What the file wrote at the end of a path of keys; undefined where the path breaks off. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = isRecord(found) ? ownValue(found, key) : undefined;
  return found;
}
