/**
 * kestrel-perf as a library: load a pack, replay recordings or evaluate events as they come, read the run. The command
 * line is made of the same parts.
 */
export type { AlertEvents, AlertRecord, RuleAlerts } from './compare/alert-record.ts';
export { CompareError } from './compare/compare-error.ts';
export { comparePacks } from './compare/compare-packs.ts';
export { compareRuns } from './compare/compare-runs.ts';
export type { ComparedRule, ComparedTime, Comparison } from './compare/comparison-file.ts';
export { dumpComparison } from './compare/dump-comparison.ts';
export { type FailOn, isRegression } from './compare/is-regression.ts';
export { DEFAULT_EFFECT } from './compare/judge-times.ts';
export {
  DEFAULT_ROUNDS,
  LEAST_ROUNDS,
  type Rounds,
  type RoundsOptions,
  replayRounds,
  type SideName,
} from './compare/replay-rounds.ts';
export type { ReplayFigures } from './compare/side-of-pack.ts';
export type { NamedRun } from './compare/sides-of-runs.ts';
export type { Timers } from './embed/batch-timer.ts';
export { type CloseOptions, Detector } from './embed/detector.ts';
export type { DetectorAlert } from './embed/detector-alert.ts';
export type { DetectorOptions } from './embed/detector-options.ts';
export { DEFAULT_BATCH_TIME_MS, DEFAULT_LIVE_REORDER_WINDOW_MS } from './embed/detector-settings.ts';
export type { RuleMetrics } from './embed/rule-metrics.ts';
export { type ProfilerFindings, RuleProfiler, type RuleProfilerSettings } from './embed/rule-profiler.ts';
export type { Alert, AlertSink } from './engine/alert.ts';
export { DEFAULT_BATCH_SIZE } from './engine/batch/batch-size.ts';
export type { EventBatch, EventNumber } from './engine/batch/event-batch.ts';
export type { Diagnostic } from './engine/diagnostic.ts';
export { Engine, type EngineOptions } from './engine/engine.ts';
export type { Adapter, AdapterName } from './engine/events/adapter.ts';
export { ADAPTERS, pickAdapter } from './engine/events/registry.ts';
export type { Vocabulary } from './engine/events/vocabulary.ts';
export type { LuaRuntime } from './engine/lua/lua-runtime.ts';
export { loadPack } from './engine/pack/load-pack.ts';
export type { LoadPackOptions, Pack, SkippedRule } from './engine/pack/pack.ts';
export { loadPredicates } from './engine/predicate/load-predicates.ts';
export type { LoadedPredicates } from './engine/predicate/loaded-predicates.ts';
export type { Captures } from './engine/predicate/predicate.ts';
export type { RuleFault } from './engine/predicate/predicate-fault.ts';
export type { PredicateLimits } from './engine/predicate/predicate-limits.ts';
export { PHASES, type Phase, type Probe } from './engine/probe.ts';
export type { Rule, RuleIndex, RuleKind, Severity } from './engine/rule.ts';
export type { StateLimits } from './engine/sequence/state-limits.ts';
export { AccountingProbe, type ProbeClocks } from './profiler/accounting-probe.ts';
export { type Clock, createMonotonicClock } from './profiler/clock.ts';
export { conservation } from './profiler/conservation.ts';
export type { FaultLog, RuleFaults } from './profiler/fault-log.ts';
export type { ProfileSettings } from './profiler/instruments.ts';
export { MetricsTable } from './profiler/metrics-table.ts';
export { type ProgressFigures, RUN_STATES, RunProgress, type RunState } from './profiler/run-progress.ts';
export { DEFAULT_SAMPLE_INTERVAL_US } from './profiler/sampling/sample-interval.ts';
export { SharedMetrics, type SharedMetricsBuffers } from './profiler/shared-metrics.ts';
export { resolveInputs } from './replay/input/resolve-inputs.ts';
export type { StreamInput } from './replay/input/stream-input.ts';
export type { StreamProblem } from './replay/input/stream-problem.ts';
export { type ReplayOptions, type ReplayResult, replay } from './replay/replay.ts';
export type { EngineCrash } from './replay/worker/engine-crash.ts';
export type { EngineRun, WorkerReplayOptions, WorkerReplayResult } from './replay/worker/engine-run.ts';
export { EngineThread, type EngineThreadSettings } from './replay/worker/engine-thread.ts';
export { replayInWorker } from './replay/worker/replay-in-worker.ts';
export { dumpRun } from './report/dump-run.ts';
export { parseRun } from './report/parse-run.ts';
export type { RuleType } from './report/rule-type.ts';
export type { RuleRow, RunFile } from './report/run-file.ts';
export type { RuntimeHost } from './serve/runtime-folder.ts';
export { type RunServer, serveRun } from './serve/serve-run.ts';
export type { ServedRun } from './serve/served-run.ts';
export type { LiveSource } from './top/source/live-snapshot.ts';
export { createLiveSource, type LiveInputs } from './top/source/live-source.ts';
