import type { FunctionType, ValueType } from './wasm-types.ts';

/** The module that rules import from. */
export const HOST_MODULE = 'kestrel';

/** Kestrel's host functions, version 1: all that a rule can import. */
export const HOST_SIGNATURES = {
  event_get_i64: signature(['i32', 'i32'], 'i64'),
  event_get_u64: signature(['i32', 'i32'], 'i64'),
  event_get_str: signature(['i32', 'i32', 'i32', 'i32'], 'i32'),
  event_get_bool: signature(['i32', 'i32'], 'i32'),
  re_match: signature(['i32', 'i32', 'i32'], 'i32'),
  glob_match: signature(['i32', 'i32', 'i32'], 'i32'),
  alert_emit: signature(['i32'], 'i32'),
  capture_field: signature(['i32'], 'i32'),
} as const;

export type HostFunctionName = keyof typeof HOST_SIGNATURES;

/** What a rule exports; only `pred_eval` must be there. */
export const RULE_SIGNATURES = {
  pred_eval: signature(['i32'], 'i32'),
  pred_init: signature([], 'i32'),
  pred_capture: signature(['i32'], 'i32'),
} as const;

function signature(parameters: readonly ValueType[], result: ValueType): FunctionType {
  return { parameters, results: [result] };
}
