import { type ByteReader, ModuleFormatError } from './byte-reader.ts';

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'funcref' | 'externref';

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** The size of a memory in pages of 64 KiB, or of a table in entries. */
export interface SizeLimits {
  readonly min: number;
  /** Undefined where it may grow as far as it can. */
  readonly max: number | undefined;
  readonly isShared: boolean;
  /** Whether its addresses have 64 bits; its sizes are not read then, and are 0 here. */
  readonly is64: boolean;
}

const VALUE_TYPES: ReadonlyMap<number, ValueType> = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'externref'],
]);

const FUNCTION_FORM = 0x60;
/** Most parameters or results of a function; V8's own limit. */
const MAX_VALUES = 1_000;

const HAS_MAX = 1;
const SHARED = 2;
const WIDE = 4;

/** A function type as the specification writes it: `(i32, i32) -> i64`. */
export function printFunctionType({ parameters, results }: FunctionType): string {
  const result = results.length === 1 ? results[0]! : `(${results.join(', ')})`;
  return `(${parameters.join(', ')}) -> ${result}`;
}

export function readFunctionType(reader: ByteReader): FunctionType {
  const form = reader.byte();
  if (form !== FUNCTION_FORM) {
    throw new ModuleFormatError('it has types that are no functions, such as those for garbage collection');
  }
  return { parameters: readValueTypes(reader), results: readValueTypes(reader) };
}

export function readValueType(reader: ByteReader): ValueType {
  const byte = reader.byte();
  const type = VALUE_TYPES.get(byte);
  if (type === undefined) {
    throw new ModuleFormatError(
      `the type 0x${byte.toString(16)} at byte ${reader.offset - 1} is none that rules can use`,
    );
  }
  return type;
}

/** The byte of a type whose values are references. */
export function readReferenceType(reader: ByteReader): number {
  const { offset } = reader;
  const type = readValueType(reader);
  if (type !== 'funcref' && type !== 'externref') {
    throw new ModuleFormatError(`a table cannot hold ${type}, at byte ${offset}`);
  }
  return reader.bytesFrom(offset)[0]!;
}

export function readLimits(reader: ByteReader): SizeLimits {
  const flags = reader.byte();
  if (flags > (HAS_MAX | SHARED | WIDE)) {
    throw new ModuleFormatError(`the flags 0x${flags.toString(16)} of a memory or table are unknown`);
  }
  const isShared = (flags & SHARED) !== 0;
  if ((flags & WIDE) !== 0) {
    skipWide(reader);
    if ((flags & HAS_MAX) !== 0) skipWide(reader);
    return { min: 0, max: undefined, isShared, is64: true };
  }
  const min = reader.u32();
  return { min, max: (flags & HAS_MAX) !== 0 ? reader.u32() : undefined, isShared, is64: false };
}

/** A number of 64 bits, which has at most ten bytes. */
function skipWide(reader: ByteReader): void {
  for (let byte = 0; byte < 10; byte++) if (reader.byte() < 0x80) return;
  throw new ModuleFormatError(`the number before byte ${reader.offset} is larger than 64 bits`);
}

function readValueTypes(reader: ByteReader): ValueType[] {
  const count = reader.u32();
  if (count > MAX_VALUES)
    throw new ModuleFormatError(`a function has more than ${MAX_VALUES} parameters or results`);
  return Array.from({ length: count }, () => readValueType(reader));
}
