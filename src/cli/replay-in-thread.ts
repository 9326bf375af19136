import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import type { EngineThread } from '../replay/worker/engine-thread.ts';
import { AdapterTally } from './adapter-tally.ts';
import { AlertOutput } from './alert-output.ts';
import type { BudgetSetup } from './budget-setup.ts';
import type { DumpNeeds } from './dump-needs.ts';
import { EXIT } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { loadRules } from './load-rules.ts';
import type { RunListener } from './open-listener.ts';
import { checkOutputTargets } from './output-targets.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { limitsOf } from './replay-settings.ts';
import { checkUsage, outputTargets } from './replay-usage.ts';
import { startEngine } from './start-engine.ts';

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
  const needs = await checkUsage(args, options);
  const budgets = await budgetsOf(options, needs, io);
  if (budgets === undefined) return EXIT.usage;
  const listener = await listenerOf(options, io);
  const { inputs: found, problems } = await resolveInputs(args);
  await checkOutputTargets(outputTargets(options), found);
  const rules = await loadRules(options.rules, { quiet: options.quiet, limits: limitsOf(options) }, io);
  const { pack } = rules;
  if (pack.rules.length === 0 && rules.warnings.length > 0) return EXIT.usage;
  const stoppedBefore = options.strict && problems.length > 0;
  const inputs = stoppedBefore ? [] : found;
  const alerts = await AlertOutput.open(pack.rules, options.alerts, io);
  const interruption = new Interruption();
  const work = { rules: pack.rules, inputs, alerts, adapters: new AdapterTally(), interruption };
  try {
    const run = startEngine(thread, work, options, needs.samples !== undefined);
    // Whoever waits for it is told; it may fail before anybody does.
    run.result.catch(() => undefined);
    const clock = calibrateClock(createMonotonicClock());
    // What comes later is loaded while the engine's thread compiles the rules.
    const { finishReplay } = await import('./finish-replay.ts');
    const asked = { rules, problems, stoppedBefore, budgets, listener, clock };
    return await finishReplay(run, work, asked, options, io);
  } finally {
    // Not before: a signal must not end the process while it writes what was found.
    interruption.dispose();
  }
}

/** Most replays have no budgets, and load nothing of them. @returns undefined where one is wrong @throws UsageError */
async function budgetsOf(
  options: ReplayCommandOptions,
  { verdicts }: DumpNeeds,
  io: CommandIo,
): Promise<BudgetSetup | undefined> {
  const { budgets, assert, base } = options;
  if (budgets.length === 0 && assert.length === 0 && base === undefined && verdicts === undefined)
    return { judged: (run) => run };
  const { setUpBudgets } = await import('./budget-setup.ts');
  return setUpBudgets(options, io);
}

/** The same of addresses. @throws UsageError */
async function listenerOf(options: ReplayCommandOptions, io: CommandIo): Promise<RunListener | undefined> {
  if (options.listen === undefined && options.token === undefined) return undefined;
  const { openListener } = await import('./open-listener.ts');
  return openListener(options, io);
}
