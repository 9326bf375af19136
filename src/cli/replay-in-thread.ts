import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import type { MetricsTable } from '../profiler/metrics-table.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { EngineThread } from '../replay/worker/engine-thread.ts';
import { buildRun } from '../report/build-run.ts';
import type { Warning } from '../report/warnings.ts';
import { AdapterTally } from './adapter-tally.ts';
import { AlertOutput } from './alert-output.ts';
import { assembleRun } from './assemble-run.ts';
import { setUpBudgets } from './budget-setup.ts';
import { concludeReplay, type RunNotes } from './conclude-replay.ts';
import { EXIT } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { loadRules } from './load-rules.ts';
import { openListener } from './open-listener.ts';
import { checkOutputTargets } from './output-targets.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { limitsOf } from './replay-settings.ts';
import { checkUsage, outputTargets } from './replay-usage.ts';
import { runEngine } from './run-engine.ts';

/**
 * The replay command around a thread that waits for work: loads the rules, has them replayed, writes what was found.
 * Resolves to the exit code. @throws UsageError, UnknownFormatError, AlertWriteError
 */
export async function replayInThread(
  thread: EngineThread,
  args: readonly string[],
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  checkUsage(args, options);
  const budgets = await setUpBudgets(options, io);
  if (budgets === undefined) return EXIT.usage;
  const listener = await openListener(options, io);
  const resolved = await resolveInputs(args);
  await checkOutputTargets(outputTargets(options), resolved.inputs);
  const rules = await loadRules(options.rules, { quiet: options.quiet, limits: limitsOf(options) }, io);
  const { pack } = rules;
  if (pack.rules.length === 0 && rules.warnings.length > 0) return EXIT.usage;
  const stoppedBefore = options.strict && resolved.problems.length > 0;
  const inputs = stoppedBefore ? [] : resolved.inputs;
  const clock = calibrateClock(createMonotonicClock());
  const alerts = await AlertOutput.open(pack.rules, options.alerts, io);
  const adapters = new AdapterTally();
  const interruption = new Interruption();
  const runOf = (result: WorkerReplayResult, table: MetricsTable, about: RunNotes) =>
    buildRun({ ...assembleRun(result, rules, inputs, options), endedAt: io.now(), table, clock, ...about });
  const snapshot = (soFar: WorkerReplayResult) => {
    const table = soFar.table!;
    // The clock of the thread is a batch behind its accounts, which go on meanwhile: they are all there is to tell.
    const billedNs = table.spansNs.reduce((sum, spanNs) => sum + spanNs, 0);
    const wallTimeNs = options.jobs > 1 ? soFar.wallTimeNs : billedNs;
    const warnings: Warning[] = [...rules.warnings, { code: 'snapshot', events: soFar.events }];
    return runOf({ ...soFar, wallTimeNs }, table, { alertHash: null, warnings, streamWarnings: [] });
  };
  const work = { rules: pack.rules, inputs, alerts, adapters, interruption, snapshot, listener };
  const { problems } = resolved;
  try {
    const { result, serving } = await runEngine(thread, work, options, io);
    const found = { result, rules, problems, alerts, adapters, interruption, stoppedBefore, budgets, runOf };
    try {
      return await concludeReplay({ ...found, onRun: (run) => serving.concluded(run) }, options, io);
    } finally {
      await serving.close();
    }
  } finally {
    // Not before: a signal must not end the process while it writes what was found.
    interruption.dispose();
  }
}
