/**
 * Where things lie in a scanner's memory, as offsets in bytes, and what it has room for. Plain constants, as they
 * are shared with the AssemblyScript sources.
 */

/** Most members that are found in one line. */
export const MAX_MEMBERS = 256;
export const MAX_NAMES = 1024;
export const MAX_NAME_BYTES = 64;

/** Four 32-bit values for each member: index of its name, kind, start and end within the chunk. */
export const MEMBERS = 1024;
/** MAX_NAME_BYTES for each name, whatever its length. */
export const NAMES = MEMBERS + MAX_MEMBERS * 4 * 4;
/** One byte for each name. */
export const NAME_LENGTHS = NAMES + MAX_NAMES * MAX_NAME_BYTES;
/** One 32-bit value for each slot of the hash table of names. */
export const NAME_SLOTS = NAME_LENGTHS + MAX_NAMES;
export const SLOTS_PER_NAME = 8;
/** Two 32-bit values for each selected member. @see LineScanner.recall */
export const RECALLS = NAME_SLOTS + MAX_NAMES * SLOTS_PER_NAME * 4;
/** Values that members had before: for each of the first names so many, of at most so many bytes. */
export const REMEMBERED = RECALLS + MAX_MEMBERS * 8;
export const REMEMBERING_NAMES = 256;
export const REMEMBERED_PER_NAME = 16;
/** The length and the kind of the value, then its bytes. */
export const REMEMBERED_BYTES = 256;
export const REMEMBERED_HEAD_BYTES = 16;
/** One byte for each name: 1 where its members are looked up. @see LineScanner.addSelection */
export const MAX_SELECTIONS = 256;
export const SELECTIONS = REMEMBERED + REMEMBERING_NAMES * REMEMBERED_PER_NAME * REMEMBERED_BYTES;
/** Long texts that members had before, of all names together; their places follow those of the short values. */
export const LONG_TEXTS = 1024;
export const LONG_TEXT_BYTES = 2048;
export const REMEMBERED_LONG = SELECTIONS + MAX_SELECTIONS * MAX_NAMES;
/** Two 32-bit values for each of the first names: how many long texts were looked up, how many of them were known. */
export const LONG_TEXT_COUNTS = REMEMBERED_LONG + LONG_TEXTS * LONG_TEXT_BYTES;
/** The rest of the memory is the chunk, and behind it PADDING_BYTES that are read but decide nothing. */
export const CHUNK = LONG_TEXT_COUNTS + REMEMBERING_NAMES * 8;
export const PADDING_BYTES = 64;
