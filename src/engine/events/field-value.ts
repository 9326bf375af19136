/** One value of a field. Whole numbers beyond 2^53 arrive as bigint, so that they stay exact. */
export type Scalar = string | number | bigint | boolean;

/**
 * What an event holds at a field path: nothing (`undefined`; also for JSON null, `[]` and `[null]`), one
 * value, or several. An array has at least two elements, is flat, and holds no null.
 */
export type FieldValue = Scalar | readonly Scalar[] | undefined;

/** A decoded event: the JSON object as it came, keys untrusted. Read it only through a FieldReader. */
export type EventRecord = { readonly [key: string]: unknown };

/** Reads one field of one event. Never throws. */
export type FieldReader = (record: EventRecord) => FieldValue;
