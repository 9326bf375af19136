import { ROOT } from 'rt/tlsf';

/** Pages that the memory of an instance can have, 64 KiB each. */
const MAX_PAGES: usize = 32_768;
const PAGE_BITS: usize = 16;
/** No block is larger: the allocator sorts those beyond too roughly to search them. */
const MAX_BLOCK_BYTES: usize = 1 << 29;
/** Free blocks are sorted by powers of two: sizes of 256 bytes are the first after the small ones. */
const SMALL_BITS: u32 = 8;

/** What Lua has asked for and not given back; the most that this ever was; what it may become. */
export let bytes: u32 = 0;
export let peak_bytes: u32 = 0;
export let limit_bytes: u32 = 0xffffffff;
/** No block ever reached further than here. */
export let heap_end: u32 = 0;

/** Sets what {@link bytes} may become; what is beyond already stays. */
export function limit(byteLength: u32): void {
  limit_bytes = byteLength;
}

/**
 * lua_Alloc. Lua collects its garbage and asks again when it is refused, then raises "not enough memory".
 *
 * @param _unused what Lua passes along
 * @param block 0 where there is none yet
 * @param oldBytes of the block; without one, what kind of object is wanted
 * @param newBytes 0 to free it
 */
export function alloc(_unused: usize, block: usize, oldBytes: u32, newBytes: u32): usize {
  const held: u32 = block === 0 ? 0 : oldBytes;
  if (newBytes === 0) {
    bytes -= held;
    if (block !== 0) heap.free(block);
    return 0;
  }
  if (newBytes > held) {
    if (bytes > limit_bytes || newBytes - held > limit_bytes - bytes || !hasRoom(newBytes)) return 0;
  }
  const placed = block === 0 ? heap.alloc(newBytes) : heap.realloc(block, newBytes);
  bytes += newBytes - held;
  if (bytes > peak_bytes) peak_bytes = bytes;
  noteEnd(placed + newBytes);
  return placed;
}

/** A block that Lua does not count; 0 where there is no room. */
export function reserve(byteLength: usize): usize {
  if (!hasRoom(byteLength)) return 0;
  const placed = heap.alloc(byteLength);
  noteEnd(placed + byteLength);
  return placed;
}

/** Gives back what {@link reserve} gave. */
export function release(block: usize): void {
  heap.free(block);
}

function noteEnd(end: usize): void {
  if (end > heap_end) heap_end = <u32>end;
}

/** Whether the allocator will find a block or can make the memory larger: it would trap, where Lua can be refused. */
function hasRoom(byteLength: usize): bool {
  if (byteLength > MAX_BLOCK_BYTES) return false;
  // With what it may add for sorting (a sixteenth) and for its own use.
  const wanted = byteLength + (byteLength >> 3) + 64;
  if (<usize>memory.size() + (wanted >> PAGE_BITS) + 1 <= MAX_PAGES) return true;
  const log: u32 = 31 - clz<u32>(<u32>wanted);
  const level: u32 = log < SMALL_BITS ? 0 : log - SMALL_BITS + 1;
  // The first word is a map of the powers of two that there are free blocks of.
  return load<u32>(changetype<usize>(ROOT)) >> (level + 1) !== 0;
}
