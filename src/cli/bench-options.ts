import type { AdapterName } from '../engine/events/adapter.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { RuleFilter } from '../report/rank.ts';

/** The options of `kestrel-perf bench`, as commander hands them over. */
export interface BenchCommandOptions {
  readonly rules: readonly string[];
  /** Ids or names of rules, with wildcards; none: all rules. */
  readonly rule: readonly string[];
  readonly filter: RuleFilter;
  readonly rounds: number;
  /** Of one measurement; undefined: as long as fits into a minute. */
  readonly timeMs?: number;
  readonly topN: number;
  readonly json: boolean;
  readonly dump: readonly string[];
  readonly limit?: number;
  readonly format?: AdapterName;
  readonly lua: LuaRuntime;
  readonly quiet: boolean;
}
