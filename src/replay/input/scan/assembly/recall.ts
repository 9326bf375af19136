import { NUMBER, WIDE_TEXT } from '../member-kind';
import {
  CHUNK,
  MAX_NAMES,
  MEMBERS,
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
    let recalled = NOT_REMEMBERED;
    if (name < REMEMBERING_NAMES && (kind <= NUMBER || kind === WIDE_TEXT)) {
      recalled =
        length <= LONGEST_SHORT ? recall(name, kind, start, length) : recallLong(name, kind, start, length);
    }
    const entry = RECALLS + ((<usize>count) << 3);
    count++;
    store<i32>(entry, position);
    store<i32>(entry, recalled, 4);
  }
  return count;
}

function recall(name: i32, kind: i32, start: usize, length: i32): i32 {
  const place = name * REMEMBERED_PER_NAME + slotOf(start, length);
  const entry = REMEMBERED + <usize>(place * REMEMBERED_BYTES);
  const bytes = entry + REMEMBERED_HEAD_BYTES;
  // The number 1 and the text "1" have the same bytes. One is added as 0 says that there is no value yet.
  const head = ((length << 3) | kind) + 1;
  if (load<i32>(entry) === head && areEqual(bytes, start, length)) return place;
  store<i32>(entry, head);
  memory.copy(bytes, start, <usize>length);
  return NEW_VALUE - place;
}

/** The last bytes tell values apart, such as paths in one folder. */
function slotOf(start: usize, length: i32): i32 {
  let last: u64 = <u64>length;
  if (length >= 8) last ^= load<u64>(start + <usize>length - 8);
  else for (let at = 0; at < length; at++) last = (last << 8) | load<u8>(start + <usize>at);
  return <i32>((last * 0x16e8feb86659fd) >> 60);
}
