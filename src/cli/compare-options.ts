import type { FailOn } from '../compare/is-regression.ts';
import type { AdapterName } from '../engine/events/adapter.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';

/** The options of `kestrel-perf compare`, as commander hands them over. */
export interface CompareCommandOptions {
  readonly baseRules: readonly string[];
  readonly headRules: readonly string[];
  readonly base: readonly string[];
  readonly head: readonly string[];
  readonly rounds: number;
  /** A share of 1. */
  readonly effect: number;
  readonly failOn: readonly FailOn[];
  readonly topN: number;
  readonly dump: readonly string[];
  readonly limit?: number;
  readonly format?: AdapterName;
  readonly lua: LuaRuntime;
  readonly batchSize: number;
  readonly quiet: boolean;
}
