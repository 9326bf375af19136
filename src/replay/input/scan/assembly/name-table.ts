import {
  MAX_NAME_BYTES,
  NAME_HOLDERS,
  NAME_LENGTHS,
  NAME_PATHS,
  NAME_SLOTS,
  NAME_WANTS,
  NAMES,
  SLOTS_PER_NAME,
} from '../memory-layout';

/*
 * A hash table with open addressing. A slot is 0 when it is free, else the upper half of the hash and, in the
 * lower half, the index of the name plus 1. There are so many slots that most names that are not wanted meet a
 * free one at once.
 */

/** One less than the number of slots, which is a power of two. */
let slotMask: u32 = 0;

/** Makes room for a number of names, at least 1. Once, before the first one is added. */
export function reserveNames(count: i32): void {
  slotMask = 1;
  while (slotMask < <u32>(count * SLOTS_PER_NAME)) slotMask <<= 1;
  slotMask--;
}

/**
 * Adds the name whose bytes are in place already. One that is in the table is kept under its first index.
 *
 * @param holder the path of the object that the member is in: 0 for the line itself
 * @param path that of the member, which a line may have once; 0 where it may have several, of which the last counts
 * @param wants the sum of VALUE_WANTED and MEMBERS_WANTED
 */
export function addName(index: i32, length: i32, holder: i32, path: i32, wants: i32): void {
  const name = NAMES + <usize>(index * MAX_NAME_BYTES);
  store<u8>(NAME_LENGTHS + <usize>index, <u8>length);
  store<u16>(NAME_HOLDERS + ((<usize>index) << 1), <u16>holder);
  store<u16>(NAME_PATHS + ((<usize>index) << 1), <u16>path);
  store<u8>(NAME_WANTS + <usize>index, <u8>wants);
  const hash = hashOf(name, length, holder);
  let slot = hash & slotMask;
  while (load<u32>(slotAddress(slot)) !== 0) slot = (slot + 1) & slotMask;
  store<u32>(slotAddress(slot), (hash & 0xffff0000) | <u32>(index + 1));
}

/** The index of the name in an object that is spelt like the bytes at `at`; -1 when it is none of them. */
export function findName(at: usize, length: i32, holder: i32): i32 {
  const hash = hashOf(at, length, holder);
  let slot = hash & slotMask;
  while (true) {
    const entry = load<u32>(slotAddress(slot));
    if (entry === 0) return -1;
    if ((entry ^ hash) >> 16 === 0) {
      const index = <i32>(entry & 0xffff) - 1;
      if (isName(index, at, length, holder)) return index;
    }
    slot = (slot + 1) & slotMask;
  }
}

/** The path of the member of a name; 0 where a line may have several. */
export function pathOf(name: i32): i32 {
  return <i32>load<u16>(NAME_PATHS + ((<usize>name) << 1));
}

/** What of the member of a name is wanted: VALUE_WANTED, MEMBERS_WANTED or the sum of both. */
export function wantsOf(name: i32): i32 {
  return <i32>load<u8>(NAME_WANTS + <usize>name);
}

function slotAddress(slot: u32): usize {
  return NAME_SLOTS + <usize>(slot << 2);
}

/** A hash of the holder, the length, the first and the last eight bytes: what lies between seldom tells names apart. */
function hashOf(at: usize, length: i32, holder: i32): u32 {
  let first = load<u64>(at);
  let last: u64 = 0;
  if (length < 8) first &= ((<u64>1) << ((<u64>length) << 3)) - 1;
  else last = load<u64>(at + <usize>length - 8);
  const place = (<u64>holder * 0x1b873593cc9e2d) ^ <u64>length;
  const mixed = (first ^ (last * 0x1e3779b97f4a7d) ^ place) * 0x16e8feb86659fd;
  return <u32>(mixed >> 32);
}

/** The bytes at `at` are the name with that index, and it is looked for in that object. */
function isName(index: i32, at: usize, length: i32, holder: i32): bool {
  if (<i32>load<u8>(NAME_LENGTHS + <usize>index) !== length) return false;
  if (<i32>load<u16>(NAME_HOLDERS + ((<usize>index) << 1)) !== holder) return false;
  const name = NAMES + <usize>(index * MAX_NAME_BYTES);
  for (let offset = 0; offset < length; offset += 16) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(at + <usize>offset), v128.load(name + <usize>offset)));
    const left = length - offset;
    const compared = left < 16 ? (1 << left) - 1 : 0xffff;
    if ((same & compared) !== compared) return false;
  }
  return true;
}
