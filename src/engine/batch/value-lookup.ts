import { foldAscii, textOf } from '../eql/values/text.ts';
import type { Scalar } from '../events/field-value.ts';
import type { FilterIndex } from './filter-runner.ts';

/** A text longer than this spells no number. */
const LONGEST_NUMBER = 400;

/** Answers are kept for so many values of a field, then forgotten, so that a hostile stream cannot fill memory with them. */
const MAX_REMEMBERED = 4_096;

/** Such texts are looked up each time: as keys they would fill memory. */
const MAX_REMEMBERED_LENGTH = 512;

const NONE: Int32Array = new Int32Array();

/**
 * Tells by the value of one field which filters may hold: those that want it as a text, in whatever case, or as a number.
 * It may name more than those, as their conditions are tested all the same, and never fewer.
 */
export class ValueLookup {
  readonly #byText = new Map<string, FilterIndex[]>();
  /** Numbers beyond 2^53 are rounded: what is equal stays equal. */
  readonly #byNumber = new Map<number, FilterIndex[]>();
  #longest = 0;
  /** What was found for values as they are, so that a value that repeats is folded once. */
  readonly #found = new Map<Scalar, Int32Array>();
  /** Neighbouring events are often of one process: comparing two texts costs less than hashing one. */
  #last: Scalar | undefined;
  #lastFound = NONE;

  /** A filter wants a value. */
  add(value: Scalar, filter: FilterIndex): void {
    if (typeof value === 'number' || typeof value === 'bigint') {
      push(this.#byNumber, Number(value), filter);
      this.#longest = Math.max(this.#longest, LONGEST_NUMBER);
    } else {
      const text = foldAscii(textOf(value));
      push(this.#byText, text, filter);
      this.#longest = Math.max(this.#longest, text.length);
    }
  }

  /** The filters that may want a value of the field. */
  filtersFor(value: Scalar): Int32Array {
    // Of a longer text there is nothing to find, nor need it be hashed.
    if (typeof value === 'string' && value.length > this.#longest) return NONE;
    if (value === this.#last) return this.#lastFound;
    this.#last = value;
    return (this.#lastFound = this.#found.get(value) ?? this.#find(value));
  }

  #find(value: Scalar): Int32Array {
    const found = [
      ...(this.#byText.get(foldAscii(textOf(value))) ?? []),
      ...(this.#byNumber.size === 0 ? [] : (this.#byNumber.get(Number(value)) ?? [])),
    ];
    const filters = found.length === 0 ? NONE : Int32Array.from(found);
    if (typeof value === 'string' && value.length > MAX_REMEMBERED_LENGTH) return filters;
    if (this.#found.size === MAX_REMEMBERED) this.#found.clear();
    this.#found.set(typeof value === 'string' ? copyOf(value) : value, filters);
    return filters;
  }

  /** For how many values the answer is kept. */
  get remembered(): number {
    return this.#found.size;
  }
}

/** The same text in memory of its own: V8 keeps a long text for as long as a part of it, such as a name in a path. */
function copyOf(text: string): string {
  return `${text} `.slice(0, -1);
}

function push<K>(lists: Map<K, FilterIndex[]>, key: K, filter: FilterIndex): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [filter]);
  else list.push(filter);
}
