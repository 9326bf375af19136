import { webAssembly } from './web-assembly.ts';

/** A host function that gives a whole number: `(i32, i32) -> i64`, for use as an import. */
export type I64Getter = (handle: number, field: number) => bigint;

/**
 * JavaScript can hand an i64 to Wasm only as a bigint, and making one costs more than all else in a call. So numbers
 * that a double holds exactly come as one, and this module makes the i64 of it:
 *
 * ```wat
 * (module
 *   (import "value" "double" (func $double (param i32) (result f64)))
 *   (import "value" "exact" (func $exact (param i32) (result i64)))
 *   (func (export "get") (param $handle i32) (param $field i32) (result i64)
 *     (local $value f64)
 *     (local.set $value (call $double (local.get $field)))
 *     (if (result i64) (f64.eq (local.get $value) (local.get $value))
 *       (then (i64.trunc_f64_s (local.get $value)))
 *       (else (call $exact (local.get $field))))))
 * ```
 */
const MODULE = Uint8Array.from(
  Buffer.from(
    'AGFzbQEAAAABEQNgAX8BfGABfwF+YAJ/fwF+Ah4CBXZhbHVlBmRvdWJsZQAABXZhbHVlBWV4YWN0AAEDAgECBwcBA2dldAACChwBGgEBfCABEAAhAiACIAJhBH4gArAFIAEQAQsL',
    'base64',
  ),
);

/**
 * @param double the value of a field, which a double holds exactly; NaN if it does not
 * @param exact any value of a field; called where `double` gave NaN
 */
export function i64Getter(double: (field: number) => number, exact: (field: number) => bigint): I64Getter {
  const { Instance, Module } = webAssembly!;
  const { exports } = new Instance(new Module(MODULE), { value: { double, exact } });
  return exports.get as I64Getter;
}
