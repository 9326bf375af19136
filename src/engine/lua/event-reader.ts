import type { FieldValue, Scalar } from '../events/field-value.ts';
import type { EventFields, RowReader } from '../predicate/event-fields.ts';
import type { FieldTable } from '../predicate/field-table.ts';
import type { PatternSet } from '../predicate/pattern-set.ts';

/** Field paths that one rule may ask for: each is kept for the whole run. */
export const MAX_FIELD_PATHS = 1_000;
/** Longest path, in bytes of UTF-8. */
export const MAX_PATH_BYTES = 1_024;

/** Numbers of fields below are looked up in a list. */
const SMALL_FIELDS = 1_024;

const MAX_I64 = 2n ** 63n - 1n;
const MIN_I64 = -(2n ** 63n);
const MAX_U64 = 2n ** 64n - 1n;

/**
 * Answers what the `kestrel` functions ask, the same in both runtimes. A field is the number a rule gave, of 31 bits,
 * or a number below zero for a path. Integers are `number` where that is exact, `bigint` beyond 2^53.
 */
export class EventReader {
  readonly patterns: PatternSet;
  readonly #table: FieldTable;
  readonly #paths: string[] = [];
  readonly #fieldsOfPaths = new Map<string, number>();
  /** By number, with gaps, as far as numbers are small; by place of the path; all others. */
  #smallReaders: (RowReader | undefined)[] = [];
  #pathReaders: (RowReader | undefined)[] = [];
  readonly #otherReaders = new Map<number, RowReader>();
  #fields: EventFields | undefined;

  constructor(table: FieldTable, patterns: PatternSet) {
    this.#table = table;
    this.patterns = patterns;
  }

  bind(fields: EventFields): void {
    this.#fields = fields;
    this.#smallReaders = [];
    this.#pathReaders = [];
    this.#otherReaders.clear();
  }

  /** The field that stands for a path from now on; 0 where the rule has asked for too many. */
  fieldOfPath(path: string): number {
    const isFull = this.#paths.length >= MAX_FIELD_PATHS && !this.#fieldsOfPaths.has(path);
    return isFull ? 0 : this.#placeOf(path);
  }

  /** The field that stands for a number with 32 bits: they do not fit beside the paths. */
  fieldOfNumber(number: number): number {
    return this.#placeOf(this.#table.get(number)?.path ?? '');
  }

  /** A 64-bit integer, signed: 1 and 0 for booleans, the nearest where it does not fit; 0 for all else. */
  integer(field: number, row: number): number | bigint {
    const value = wholeOf(this.#value(field, row));
    if (typeof value === 'number') return value;
    return value > MAX_I64 ? MAX_I64 : value < MIN_I64 ? MIN_I64 : value;
  }

  /**
   * A 64-bit integer, unsigned: 0 for what is below zero. From 2^63 on, where Lua has no integers, the nearest double.
   */
  unsigned(field: number, row: number): number | bigint {
    const value = wholeOf(this.#value(field, row));
    if (value < 0) return 0;
    if (typeof value === 'number') return value;
    return value > MAX_I64 ? Number(value > MAX_U64 ? MAX_U64 : value) : value;
  }

  /** A text; empty where the field holds none. */
  text(field: number, row: number): string {
    const value = this.#value(field, row);
    return typeof value === 'string' ? value : '';
  }

  /** A boolean, or whether an integer is not 0. */
  boolean(field: number, row: number): boolean {
    return Boolean(wholeOf(this.#value(field, row)));
  }

  #placeOf(path: string): number {
    let field = this.#fieldsOfPaths.get(path);
    if (field === undefined) this.#fieldsOfPaths.set(path, (field = -this.#paths.push(path)));
    return field;
  }

  /** Before the first event there is nothing to read. */
  #value(field: number, row: number): Scalar | undefined {
    if (row < 0) return undefined;
    const value = (this.#reader(field) ?? this.#addReader(field))(row);
    return typeof value === 'object' ? value[0] : value;
  }

  #reader(field: number): RowReader | undefined {
    if (field < 0) return this.#pathReaders[-field - 1];
    return field < SMALL_FIELDS ? this.#smallReaders[field] : this.#otherReaders.get(field);
  }

  #addReader(field: number): RowReader {
    const path = field < 0 ? this.#paths[-field - 1] : this.#table.get(field)?.path;
    const reader = path === undefined ? readNothing : this.#fields!.reader(path);
    // Numbers without a meaning are not remembered: a rule could ask for two thousand million of them.
    if (path === undefined) return reader;
    if (field < 0) this.#pathReaders[-field - 1] = reader;
    else if (field < SMALL_FIELDS) this.#smallReaders[field] = reader;
    else this.#otherReaders.set(field, reader);
    return reader;
  }
}

/** A whole number; 1 and 0 for booleans, 0 for all else, numbers with a fraction too, as in Kestrel. */
function wholeOf(value: Scalar | undefined): number | bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number') return value === true ? 1 : 0;
  if (Number.isSafeInteger(value)) return value + 0; // Adding makes 0 of -0, which Lua's integers do not have.
  return Number.isInteger(value) ? BigInt(value) : 0;
}

function readNothing(): FieldValue {
  return undefined;
}
