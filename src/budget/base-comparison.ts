import { CompareError } from '../compare/compare-error.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import type { ComparedRule } from '../compare/comparison-file.ts';
import type { RunFile } from '../report/run-file.ts';

/** What became of a run's rules since an earlier run, as `compare` finds it. */
export interface BaseComparison {
  /** The earlier run. */
  readonly run: RunFile;
  /** The rules that both have, by their id in the later one; undefined where the runs are of different recordings. */
  readonly rules: ReadonlyMap<string, ComparedRule> | undefined;
}

/** Compares a run with an earlier one, by the same rules as `kestrel-perf compare`. */
export function compareWithBase(base: RunFile, run: RunFile): BaseComparison {
  try {
    const { rules } = compareRuns([{ file: 'base', run: base }], [{ file: 'run', run }]);
    return { run: base, rules: new Map(rules.map((rule) => [rule.rule_id, rule])) };
  } catch (error) {
    // One run a side is of one pack each: different streams are all that is left.
    if (error instanceof CompareError) return { run: base, rules: undefined };
    throw error;
  }
}
