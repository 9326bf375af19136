/**
 * What a scanner says of a member's value instead of the place where it is kept. Plain constants, as they are shared
 * with the AssemblyScript sources.
 */

/** The value is not remembered. */
export const NOT_REMEMBERED = -1;
/** The value is new, and goes to the place -2 minus the number. */
export const NEW_VALUE = -2;
