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
  thread: 900,
} as const;
