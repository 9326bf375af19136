import type { FieldValue } from '../events/field-value.ts';
import type { Row } from './event-batch.ts';

/** Events that have the same values in all selector fields are of one sort. */
export interface EventSort {
  /** Rules whose category the event has: what they are offered. */
  readonly offered: Int32Array;
  /** Those among them whose selector conditions hold: they must look at the event. */
  readonly candidates: Int32Array;
  /** How many events of the batch at hand are of this sort. */
  count: number;
}

type Level = Map<FieldValue, Level | EventSort>;

/** Beyond this many sorts what is known is forgotten, so that a hostile stream cannot fill memory with them. */
const MAX_SORTS = 10_000;

/** Finds the sort of an event by the values of its selector fields. */
export class EventSorts {
  #root: Level = new Map();
  #known = 0;

  /**
   * @param columns the values of the selector fields, by row
   * @param describe makes the sort of an event that is the first of it
   */
  sortOf(
    columns: readonly (readonly FieldValue[])[],
    row: Row,
    describe: (row: Row) => EventSort,
  ): EventSort {
    let level = this.#root;
    const last = columns.length - 1;
    for (let at = 0; at < last; at++) {
      const key = keyOf(columns[at]![row]);
      let next = level.get(key) as Level | undefined;
      if (next === undefined) level.set(key, (next = new Map()));
      level = next;
    }
    const key = keyOf(columns[last]![row]);
    const known = level.get(key) as EventSort | undefined;
    if (known !== undefined) return known;
    const sort = describe(row);
    if (++this.#known > MAX_SORTS) {
      // The sorts of this batch stay in use by the caller; the next event of each is described anew.
      this.#root = new Map();
      this.#known = 0;
    } else {
      level.set(key, sort);
    }
    return sort;
  }
}

/** Several values become one text that no single value has: rules' texts never begin with U+0000. */
function keyOf(value: FieldValue): FieldValue {
  if (typeof value !== 'object') return value;
  return `\0${JSON.stringify(value.map((element) => [typeof element, String(element)]))}`;
}
