import { advise } from '../advice/advise.ts';
import type { Rule } from '../engine/rule.ts';
import { packageVersion } from '../package-info.ts';
import { threadsWallNs } from '../profiler/jobs-findings.ts';
import type { StreamInput } from '../replay/input/stream-input.ts';
import type { ReplayResult } from '../replay/replay.ts';
import type { FinishedRun } from '../report/build-run.ts';
import { describeEngine } from '../report/environment.ts';
import type { LoadedRules } from './load-rules.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** What a run file says of a replay besides its table, its warnings and its clock. */
export function assembleRun(
  result: ReplayResult,
  { pack, paths, skipped }: LoadedRules,
  inputs: readonly StreamInput[],
  { lua, jobs }: ReplayCommandOptions,
): Pick<
  FinishedRun,
  | 'engine'
  | 'pack'
  | 'rules'
  | 'outcomes'
  | 'stream'
  | 'findings'
  | 'advice'
  | 'wallTimeNs'
  | 'engineTimeNs'
  | 'jobs'
> {
  const hasLua = pack.rules.some(({ kind }) => kind === 'lua');
  return {
    engine: describeEngine(packageVersion(), hasLua ? lua : null),
    pack: { hash: pack.hash, files: pack.files, paths: [...paths], skipped: [...skipped] },
    rules: pack.rules,
    outcomes: Array.from(result.compileNs, (compileNs, rule) => ({
      compileNs,
      faults: result.faults.of(rule),
    })),
    stream: {
      hash: null,
      inputs: inputs.map(({ name }) => name),
      events: result.events,
      bytes: result.progress.bytesRead,
      first_event_ns: result.firstEventNs ?? null,
      last_event_ns: result.lastEventNs ?? null,
    },
    findings: result.findings,
    advice: adviceOf(result, pack.rules),
    wallTimeNs: result.wallTimeNs,
    engineTimeNs: engineTimeNs(result, jobs),
    jobs: result.jobs,
  };
}

/**
 * What the accounts are compared with; undefined where that is the wall time. Of several threads that go on, or that broke,
 * there is nothing but the accounts themselves.
 */
function engineTimeNs({ jobs, table }: ReplayResult, asked: number): number | undefined {
  if (jobs === undefined) return asked === 1 ? undefined : table?.spansNs.reduce((sum, ns) => sum + ns, 0);
  return jobs.threads.length === 0 ? undefined : threadsWallNs(jobs);
}

/** Undefined where clauses were not looked at: --no-advice, a run that goes on, one that broke. */
function adviceOf({ table, findings }: ReplayResult, rules: readonly Rule[]): FinishedRun['advice'] {
  return table === undefined || findings?.census === undefined
    ? undefined
    : advise({ rules, table, findings });
}
