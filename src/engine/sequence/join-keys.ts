import { createHash } from 'node:crypto';
import type { Column, ColumnStore } from '../batch/column-store.ts';
import type { Row } from '../batch/event-batch.ts';
import type { Field } from '../eql/ast.ts';
import { textOf } from '../eql/values/text.ts';
import type { FieldValue } from '../events/field-value.ts';

/** The values of all key fields as one text; equal exactly where all values are. Empty where there are no keys. */
export type JoinKey = string;

/** An event with lists in several key fields has one key per combination; beyond this many the rest is dropped. */
export const MAX_KEYS_OF_EVENT = 64;

/** Longer keys are kept as their hash: there may be hundreds of thousands, of lines as long as 16 MiB. */
const MAX_KEY_LENGTH = 256;

/** U+0000 marks what is not text of a value; within a value it is doubled. */
const SEPARATOR = '\0,';
const MISSING = '\0-';
const NO_KEYS: readonly JoinKey[] = [];
const ONE_PARTITION: readonly JoinKey[] = [''];

/**
 * Reads the join keys of events. Values are compared by their text, with case: a recorder may write a process
 * id as a number here and as text there, which an index's mapping would make the same.
 */
export class JoinKeyReader {
  /** Must be extracted for the rows that are read. */
  readonly columns: readonly Column[];
  readonly #optional: readonly boolean[];

  constructor(fields: readonly Field[], store: ColumnStore) {
    this.columns = fields.map(({ path }) => store.column({ path, folded: false }));
    this.#optional = fields.map(({ optional }) => optional);
  }

  /** Keys that were left out, as their event had too many. */
  dropped = 0;

  /** The keys of the event in a row; none where it lacks a key field that is not optional. */
  read(row: Row): readonly JoinKey[] {
    if (this.columns.length === 0) return ONE_PARTITION;
    let keys: readonly JoinKey[] | undefined;
    for (const [at, column] of this.columns.entries()) {
      const value = column.values[row];
      if (value === undefined && !this.#optional[at]) return NO_KEYS;
      const texts = keyTexts(value);
      const all = keys === undefined ? texts : combinations(keys, texts);
      keys = all.length > MAX_KEYS_OF_EVENT ? all.slice(0, MAX_KEYS_OF_EVENT) : all;
      this.dropped += all.length - keys.length;
    }
    return keys!.some((key) => key.length > MAX_KEY_LENGTH) ? keys!.map(shortened) : keys!;
  }
}

function keyTexts(value: FieldValue): readonly string[] {
  if (typeof value !== 'object') return [value === undefined ? MISSING : escaped(textOf(value))];
  return [...new Set(value.map((one) => escaped(textOf(one))))];
}

function escaped(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\0\0') : text;
}

function combinations(lefts: readonly string[], rights: readonly string[]): readonly string[] {
  if (lefts.length === 1 && rights.length === 1) return [lefts[0]! + SEPARATOR + rights[0]!];
  const all: string[] = [];
  for (const left of lefts) {
    // One more than are kept tells that some were dropped.
    for (const right of rights) {
      if (all.length > MAX_KEYS_OF_EVENT) return all;
      all.push(left + SEPARATOR + right);
    }
  }
  return all;
}

/** No other key begins with this mark. */
function shortened(key: JoinKey): JoinKey {
  return key.length > MAX_KEY_LENGTH ? `\0#${createHash('sha256').update(key).digest('base64')}` : key;
}

/** Orders keys value by value: missing first, numbers by size, text by its characters. */
export function compareJoinKeys(left: JoinKey, right: JoinKey): number {
  const rights = right.split(SEPARATOR);
  for (const [at, one] of left.split(SEPARATOR).entries()) {
    const order = compareTexts(one, rights[at]!);
    if (order !== 0) return order;
  }
  return 0;
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  if (left === MISSING || right === MISSING) return left === MISSING ? -1 : 1;
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  const leftIsNumber = !Number.isNaN(leftNumber);
  if (leftIsNumber !== !Number.isNaN(rightNumber)) return leftIsNumber ? -1 : 1;
  return (leftIsNumber && leftNumber - rightNumber) || (left < right ? -1 : 1);
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
