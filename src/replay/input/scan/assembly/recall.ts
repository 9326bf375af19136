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
import { NEW_VALUE, NOT_REMEMBERED, NOT_SELECTED } from '../recalled';
import { isWideNumber } from './value';

const VECTOR_BYTES: i32 = 16;

/**
 * Compares the values of the members that were found, and are in the selection, with those that members of the same
 * names had before, and remembers the new ones. For each member writes the place of its value where it is known; else
 * one of the numbers of `recalled.ts`.
 */
export function recallValues(found: i32, selection: i32): void {
  const selected = SELECTIONS + <usize>(selection * MAX_NAMES);
  for (let position = 0; position < found; position++) {
    const member = MEMBERS + ((<usize>position) << 4);
    const name = load<i32>(member, 0);
    const kind = load<i32>(member, 4);
    const start = CHUNK + <usize>load<i32>(member, 8);
    const end = CHUNK + <usize>load<i32>(member, 12);
    const length = <i32>(end - start);
    // A wide number is to be reported, whoever asks for it.
    if (load<u8>(selected + <usize>name) === 0 && !(kind === NUMBER && isWideNumber(start, end))) {
      store<i32>(RECALLS + ((<usize>position) << 2), NOT_SELECTED);
      continue;
    }
    const fits = length <= REMEMBERED_BYTES - REMEMBERED_HEAD_BYTES;
    const isRemembered = fits && name < REMEMBERING_NAMES && (kind <= NUMBER || kind === WIDE_TEXT);
    const recalled = isRemembered ? recall(name, kind, start, length) : NOT_REMEMBERED;
    store<i32>(RECALLS + ((<usize>position) << 2), recalled);
  }
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

function areEqual(left: usize, right: usize, length: i32): bool {
  for (let offset = 0; offset < length; offset += VECTOR_BYTES) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(left + <usize>offset), v128.load(right + <usize>offset)));
    const rest = length - offset;
    const compared = rest < VECTOR_BYTES ? (1 << rest) - 1 : 0xffff;
    if ((same & compared) !== compared) return false;
  }
  return true;
}
