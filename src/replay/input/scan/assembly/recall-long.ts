import {
  LONG_TEXT_BYTES,
  LONG_TEXT_COUNTS,
  LONG_TEXTS,
  REMEMBERED_HEAD_BYTES,
  REMEMBERED_LONG,
  REMEMBERED_PER_NAME,
  REMEMBERING_NAMES,
} from '../memory-layout';
import { NEW_VALUE, NOT_REMEMBERED } from '../recalled';
import { areEqual } from './bytes-equal';

const LONGEST: i32 = LONG_TEXT_BYTES - REMEMBERED_HEAD_BYTES;
const FIRST_PLACE: i32 = REMEMBERING_NAMES * REMEMBERED_PER_NAME;
/** So many texts of a name are looked up before it is asked whether that pays. */
const TRIED_TEXTS: i32 = 256;
const MULTIPLIER: u64 = 0x16e8feb86659fd;

/**
 * The same as for short values, for long texts: some repeat, as the stacks of process accesses do, and most do not, as
 * messages. Those of a name are looked up as long as half of them turn out to be known.
 */
export function recallLong(bank: i32, kind: i32, start: usize, length: i32): i32 {
  const counts = LONG_TEXT_COUNTS + ((<usize>bank) << 3);
  const tried = load<i32>(counts);
  const known = load<i32>(counts, 4);
  if (length > LONGEST || (tried >= TRIED_TEXTS && known * 2 < tried)) return NOT_REMEMBERED;
  const slot = slotOf(start, length);
  const entry = REMEMBERED_LONG + <usize>(slot * LONG_TEXT_BYTES);
  const bytes = entry + REMEMBERED_HEAD_BYTES;
  const head = ((length << 3) | kind) + 1;
  // Halved now and then: what counts is the recent past.
  const isMany = tried >= 2 * TRIED_TEXTS;
  store<i32>(counts, (isMany ? tried >> 1 : tried) + 1);
  const isKnown = load<i32>(entry) === head && areEqual(bytes, start, length);
  store<i32>(counts, (isMany ? known >> 1 : known) + (isKnown ? 1 : 0), 4);
  if (isKnown) return FIRST_PLACE + slot;
  store<i32>(entry, head);
  memory.copy(bytes, start, <usize>length);
  return NEW_VALUE - FIRST_PLACE - slot;
}

/** By all of its bytes: long texts often begin and end alike. There are eight at least. */
function slotOf(start: usize, length: i32): i32 {
  const last = start + <usize>length - 8;
  let hash: u64 = <u64>length;
  for (let at = start; at < last; at += 8) {
    hash = (hash ^ load<u64>(at)) * MULTIPLIER;
    hash ^= hash >> 32;
  }
  hash = (hash ^ load<u64>(last)) * MULTIPLIER;
  return <i32>(hash >> 54) & (LONG_TEXTS - 1);
}
