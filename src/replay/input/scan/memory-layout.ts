/**
 * Where things lie in a scanner's memory, as offsets in bytes, and what it has room for. Plain constants, as they
 * are shared with the AssemblyScript sources.
 */

/** Most members that are found in one line. */
export const MAX_MEMBERS = 256;
export const MAX_NAMES = 4096;
export const MAX_NAME_BYTES = 128;

/** Four 32-bit values for each member: index of its name, kind, start and end within the chunk. */
export const MEMBERS = 1024;
/** MAX_NAME_BYTES for each name, whatever its length. */
export const NAMES = MEMBERS + MAX_MEMBERS * 4 * 4;
/** One byte for each name. */
export const NAME_LENGTHS = NAMES + MAX_NAMES * MAX_NAME_BYTES;
/** One byte for each name: what of its member is wanted, as the sum of VALUE_WANTED and MEMBERS_WANTED. */
export const NAME_WANTS = NAME_LENGTHS + MAX_NAMES;
export const VALUE_WANTED = 1;
export const MEMBERS_WANTED = 2;
/** 16 bits for each name: the number of the path of the object that its member is in, 0 for the line itself. */
export const NAME_HOLDERS = NAME_WANTS + MAX_NAMES;
/** 16 bits for each name: the number of the path of its member; 0 where a line may have it several times. */
export const NAME_PATHS = NAME_HOLDERS + MAX_NAMES * 2;
/** 32 bits for each path: the last line that had it. */
export const PATH_LINES = NAME_PATHS + MAX_NAMES * 2;
/** 16 bits for each name: which of the banks of remembered values is its own, from 1; 0 for none yet. */
export const NAME_BANKS = PATH_LINES + (MAX_NAMES + 1) * 4;
/** One 32-bit value for each slot of the hash table of names. */
export const NAME_SLOTS = NAME_BANKS + MAX_NAMES * 2;
export const SLOTS_PER_NAME = 8;
/** Two 32-bit values for each selected member. @see LineScanner.recall */
export const RECALLS = NAME_SLOTS + MAX_NAMES * SLOTS_PER_NAME * 4;
/** Values that members had before: for each of the names that come first so many, of at most so many bytes. */
export const REMEMBERED = RECALLS + MAX_MEMBERS * 8;
export const REMEMBERING_NAMES = 256;
export const REMEMBERED_PER_NAME = 32;
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
/** Two 32-bit values for each of those names: how many long texts were looked up, how many of them were known. */
export const LONG_TEXT_COUNTS = REMEMBERED_LONG + LONG_TEXTS * LONG_TEXT_BYTES;
/** How many places there are for values, short ones and long texts together. */
export const PLACES = REMEMBERING_NAMES * REMEMBERED_PER_NAME + LONG_TEXTS;
/** The rest of the memory is the chunk, and behind it PADDING_BYTES that are read but decide nothing. */
export const CHUNK = LONG_TEXT_COUNTS + REMEMBERING_NAMES * 8;
export const PADDING_BYTES = 64;
