import { NESTED, NUMBER, WIDE_TEXT } from '../member-kind';
import {
  CHUNK,
  MAX_NAMES,
  MEMBERS,
  NAME_BANKS,
  RECALLS,
  REMEMBERED,
  REMEMBERED_BYTES,
  REMEMBERED_HEAD_BYTES,
  REMEMBERED_PER_NAME,
  REMEMBERING_NAMES,
  SELECTIONS,
} from '../memory-layout';
import { NEW_VALUE, NOT_REMEMBERED } from '../recalled';
import { areEqual } from './bytes-equal';
import { recallLong } from './recall-long';
import { isWideNumber } from './value';

/** Of a value that is kept with those of its name. */
const LONGEST_SHORT: i32 = REMEMBERED_BYTES - REMEMBERED_HEAD_BYTES;
const NO_BANK: i32 = -1;
const MULTIPLIER: u64 = 0x16e8feb86659fd;
const FIRST_MULTIPLIER: u64 = 0x1e3779b97f4a7d;
/** Leaves of 64 bits as many as number the values of a bank. */
const SLOT_SHIFT: u64 = 64 - ctz(<u64>REMEMBERED_PER_NAME);

/** How many names were given a bank of values. */
let banks: i32 = 0;

/**
 * Compares the values of the members that were found, and are in the selection, with those that members of the same
 * names had before, and remembers the new ones. For each of these members writes its position among those found, and
 * the place of its value where it is known, else one of the numbers of `recalled.ts`; returns how many there are.
 */
export function recallValues(found: i32, selection: i32): i32 {
  let count = 0;
  const selected = SELECTIONS + <usize>(selection * MAX_NAMES);
  for (let position = 0; position < found; position++) {
    const member = MEMBERS + ((<usize>position) << 4);
    const name = load<i32>(member, 0);
    const kind = load<i32>(member, 4);
    const start = CHUNK + <usize>load<i32>(member, 8);
    const end = CHUNK + <usize>load<i32>(member, 12);
    const length = <i32>(end - start);
    // A wide number is to be reported, whoever asks for it.
    if (load<u8>(selected + <usize>name) === 0 && !(kind === NUMBER && isWideNumber(start, end))) continue;
    const recalled = isRemembered(kind) ? recallValue(name, kind, start, length) : NOT_REMEMBERED;
    const entry = RECALLS + ((<usize>count) << 3);
    count++;
    store<i32>(entry, position);
    store<i32>(entry, recalled, 4);
  }
  return count;
}

/** Of `null`, `true` and `false` there is nothing to make. */
function isRemembered(kind: i32): bool {
  return kind <= NUMBER || kind === NESTED || kind === WIDE_TEXT;
}

function recallValue(name: i32, kind: i32, start: usize, length: i32): i32 {
  const bank = bankOf(name);
  if (bank === NO_BANK) return NOT_REMEMBERED;
  if (length <= LONGEST_SHORT) return recallShort(bank, kind, start, length);
  // Long lists and objects hardly ever repeat.
  return kind === NESTED ? NOT_REMEMBERED : recallLong(bank, kind, start, length);
}

/** Of all the names that are wanted, a recording has few: those that come first are given a bank of values. */
function bankOf(name: i32): i32 {
  const own = NAME_BANKS + ((<usize>name) << 1);
  const given = <i32>load<u16>(own);
  if (given !== 0) return given - 1;
  if (banks === REMEMBERING_NAMES) return NO_BANK;
  banks++;
  store<u16>(own, <u16>banks);
  return banks - 1;
}

function recallShort(bank: i32, kind: i32, start: usize, length: i32): i32 {
  const place = bank * REMEMBERED_PER_NAME + slotOf(start, length);
  const entry = REMEMBERED + <usize>(place * REMEMBERED_BYTES);
  const bytes = entry + REMEMBERED_HEAD_BYTES;
  // The number 1 and the text "1" have the same bytes. One is added as 0 says that there is no value yet.
  const head = ((length << 3) | kind) + 1;
  if (load<i32>(entry) === head && areEqual(bytes, start, length)) return place;
  store<i32>(entry, head);
  memory.copy(bytes, start, <usize>length);
  return NEW_VALUE - place;
}

/** The last bytes tell values apart, such as paths in one folder, and then the first ones, such as lists that end alike. */
function slotOf(start: usize, length: i32): i32 {
  let bytes: u64 = <u64>length;
  if (length >= 8) bytes ^= load<u64>(start + <usize>length - 8) + load<u64>(start) * FIRST_MULTIPLIER;
  else for (let at = 0; at < length; at++) bytes = (bytes << 8) | load<u8>(start + <usize>at);
  return <i32>((bytes * MULTIPLIER) >> SLOT_SHIFT);
}
