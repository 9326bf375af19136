import type { FieldValue } from './field-value.ts';
import { LazyText } from './lazy-text.ts';

/** Where the values of events are that have the same paths: by path, the place in the list of values. */
export type EventLayout = ReadonlyMap<string, number>;

/**
 * An ECS event of which only some paths were decoded, and of those the values alone: no objects were made. It has each
 * path at most once.
 */
export class ScannedEvent {
  /** Lets it stand for a record; nothing reads it this way. */
  readonly [name: string]: unknown;
  readonly #layout: EventLayout;
  readonly #values: readonly (FieldValue | LazyText)[];

  /** @param values in the places that the layout has */
  constructor(layout: EventLayout, values: readonly (FieldValue | LazyText)[]) {
    this.#layout = layout;
    this.#values = values;
  }

  /** What the event has at a path; undefined, too, for a path that was not decoded. */
  valueAt(path: string): FieldValue {
    const place = this.#layout.get(path);
    if (place === undefined) return undefined;
    const value = this.#values[place];
    return value instanceof LazyText ? value.text : value;
  }

  /** All of it as a record with dotted names. */
  toDotted(): Record<string, unknown> {
    return Object.fromEntries(Array.from(this.#layout.keys(), (path) => [path, this.valueAt(path)]));
  }
}
