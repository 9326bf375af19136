import { MAX_FIELD_PATHS, MAX_PATH_BYTES } from './event-reader.ts';

/** What the getters of the `kestrel` table want of their second argument; "expected, got nil" follows. */
export const FIELD_EXPECTED = 'field number or path';
export const FIELD_OUT_OF_RANGE = 'field number out of range';
export const PATH_TOO_LONG = `field path longer than ${MAX_PATH_BYTES} bytes`;
export const TOO_MANY_PATHS = `more than ${MAX_FIELD_PATHS} different field paths`;
