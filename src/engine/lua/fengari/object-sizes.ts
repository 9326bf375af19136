/**
 * Sizes in bytes: by so much V8's heap grew for each of 200,000, in Node 20. They are what an estimate needs, no more,
 * as what a JavaScript object takes differs between versions; tables of small tables and texts came out within 10%.
 */
export const SIZES = {
  table: 450,
  /** A key and a value of a table, without what they refer to. */
  entry: 175,
  /** Without its bytes. */
  string: 230,
  closure: 100,
  upvalue: 50,
  /** A coroutine with the stack that each has at first. */
  thread: 900,
  /** A place that a stack has grown by, empty. */
  stackSlot: 8,
  /** What fills a place on a stack, without what it refers to. */
  stackValue: 48,
  /** A function that has been called and has not returned, without its places on the stack. */
  call: 160,
} as const;
