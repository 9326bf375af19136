/** Predicates with the least a predicate needs. */

export const LUA = 'function pred_eval(event) return false end\n';

export const WAT = '(module (func (export "pred_eval") (param i32) (result i32) i32.const 0))\n';

/** `WAT` as a binary module. */
export const WASM = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // The type (i32) -> i32, and a function that has it.
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x0d, 0x01, 0x09, ...new TextEncoder().encode('pred_eval'), 0x00, 0x00],
  // i32.const 0, end
  ...[0x0a, 0x06, 0x01, 0x04, 0x00, 0x41, 0x00, 0x0b],
]);

/** A manifest with these keys of `metadata` besides the least, and these besides `metadata`. */
export function manifest(metadata: object = {}, others: object = {}): string {
  return JSON.stringify({
    format_version: '1.0',
    metadata: { rule_id: 'exfil-001', rule_name: 'Exfiltration', severity: 'High', tags: ['t'], ...metadata },
    ...others,
  });
}
