/**
 * kestrel-perf as a library: load a pack, replay recordings, read the run. The command line is made of the
 * same parts.
 */
export type { Alert, AlertSink } from './engine/alert.ts';
export { DEFAULT_BATCH_SIZE } from './engine/batch/batch-size.ts';
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
export type { RuleFault } from './engine/predicate/predicate-fault.ts';
export type { PredicateLimits } from './engine/predicate/predicate-limits.ts';
export { PHASES, type Phase, type Probe } from './engine/probe.ts';
export type { Rule, RuleIndex, RuleKind, Severity } from './engine/rule.ts';
export { AccountingProbe } from './profiler/accounting-probe.ts';
export { createMonotonicClock } from './profiler/clock.ts';
export { conservation } from './profiler/conservation.ts';
export type { FaultLog, RuleFaults } from './profiler/fault-log.ts';
export { MetricsTable } from './profiler/metrics-table.ts';
export { type ProgressFigures, RUN_STATES, RunProgress, type RunState } from './profiler/run-progress.ts';
export { SharedMetrics, type SharedMetricsBuffers } from './profiler/shared-metrics.ts';
export { resolveInputs } from './replay/input/resolve-inputs.ts';
export type { StreamInput } from './replay/input/stream-input.ts';
export type { StreamProblem } from './replay/input/stream-problem.ts';
export { type ReplayOptions, type ReplayResult, replay } from './replay/replay.ts';
export type { EngineCrash } from './replay/worker/engine-crash.ts';
export type { EngineRun, WorkerReplayOptions, WorkerReplayResult } from './replay/worker/engine-run.ts';
export { EngineThread, type EngineThreadSettings } from './replay/worker/engine-thread.ts';
export { replayInWorker } from './replay/worker/replay-in-worker.ts';
export { parseRun } from './report/parse-run.ts';
export type { RuleRow, RunFile } from './report/run-file.ts';
