/**
 * What a found member's value is. Plain constants, as they are shared with the AssemblyScript sources.
 */

/** A text without escapes: its bytes are its characters. */
export const TEXT = 0;
/** A text with at least one escape. */
export const ESCAPED_TEXT = 1;
export const NUMBER = 2;
export const NULL = 3;
export const TRUE = 4;
export const FALSE = 5;
/** An object or an array. */
export const NESTED = 6;
/** A text with at least one character beyond ASCII, with escapes or without. */
export const WIDE_TEXT = 7;
/** An object or an array with at least one character beyond ASCII in it. */
export const WIDE_NESTED = 8;
