import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import { countByReason, type Pack } from '../engine/pack/pack.ts';
import { packageVersion } from '../package-info.ts';
import type { ClockCalibration } from '../profiler/clock.ts';
import type { FaultLog } from '../profiler/fault-log.ts';
import type { SharedMetrics } from '../profiler/shared-metrics.ts';
import type { ProblemCount } from '../replay/input/problem-log.ts';
import { buildRun } from '../report/build-run.ts';
import { describeEngine } from '../report/environment.ts';
import type { RunFile, WarningEntry } from '../report/run-file.ts';
import type { Warning } from '../report/warnings.ts';
import type { ProfilerFindings } from './rule-profiler.ts';

/** What a detector knows of itself. */
export interface DetectorState {
  readonly pack: Pack;
  readonly lua: LuaRuntime;
  readonly metrics: SharedMetrics;
  readonly found: ProfilerFindings;
  readonly faults: FaultLog;
  /** What was wrong with what was handed in. */
  readonly problems: readonly ProblemCount[];
  readonly clock: ClockCalibration;
  readonly now: Date;
}

/** A detector as a run file; one that is not closed says that it is a snapshot. */
export function detectorRun(state: DetectorState): RunFile {
  const { pack, metrics, found, faults, problems } = state;
  const { bytesRead, events, firstEventNs, lastEventNs } = metrics.progress.figures;
  const isOver = metrics.progress.state === 'done' || metrics.progress.state === 'failed';
  const hasLua = pack.rules.some(({ kind }) => kind === 'lua');
  return buildRun({
    endedAt: state.now,
    engine: describeEngine(packageVersion(), hasLua ? state.lua : null),
    pack: { hash: pack.hash, files: pack.files, paths: [], skipped: countByReason(pack.skipped) },
    rules: pack.rules,
    outcomes: pack.rules.map((_, rule) => ({ compileNs: metrics.compileNs[rule]!, faults: faults.of(rule) })),
    stream: {
      hash: null,
      inputs: [],
      events,
      bytes: bytesRead,
      first_event_ns: firstEventNs ?? null,
      last_event_ns: lastEventNs ?? null,
    },
    table: metrics.rules,
    findings: found.findings,
    wallTimeNs: found.wallTimeNs,
    clock: state.clock,
    alertHash: null,
    warnings: [...rejectedFiles(pack), ...(isOver ? [] : [{ code: 'snapshot', events } as const])],
    streamWarnings: problems.map(problemWarning),
  });
}

const NAMED_FILES = 5;

function rejectedFiles({ diagnostics }: Pack): Warning[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const files = [...new Set(errors.map(({ file }) => file))];
  if (files.length === 0) return [];
  return [{ code: 'rule-files-rejected', count: files.length, places: files.slice(0, NAMED_FILES) }];
}

/** What was handed in has no place that anybody could look at. */
function problemWarning({ code, count, first }: ProblemCount): WarningEntry {
  const { message, advice } = first[0]!;
  return { code, message, ...(advice !== undefined && { advice }), count };
}
