import { comparePacks } from '../compare/compare-packs.ts';
import type { Finding } from '../compare/comparison-findings.ts';
import { replayRounds, type SideName } from '../compare/replay-rounds.ts';
import type { AlertSink } from '../engine/alert.ts';
import { ProblemLog } from '../replay/input/problem-log.ts';
import { resolveInputs } from '../replay/input/resolve-inputs.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import { EngineThread } from '../replay/worker/engine-thread.ts';
import type { Compared } from './compare.ts';
import type { CompareCommandOptions } from './compare-options.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { type LoadedRules, loadRules } from './load-rules.ts';
import { checkOutputTargets } from './output-targets.ts';
import { crashNotice } from './stop-warnings.ts';
import { streamNotices } from './stream-notices.ts';

/** Replays two packs in turn and compares what they cost and found. @throws UsageError */
export async function compareRulePacks(
  events: readonly string[],
  options: CompareCommandOptions,
  io: CommandIo,
): Promise<Compared> {
  if (events.length === 0) throw new UsageError('no events to replay: name a file or a folder');
  if (events.includes('-'))
    throw new UsageError('events are replayed many times, which standard input cannot be: name a file');
  const resolved = await resolveInputs(events);
  await checkOutputTargets(options.dump, resolved.inputs);
  const { quiet } = options;
  const rules: Record<SideName, LoadedRules> = {
    base: await loadRules(options.baseRules, { quiet }, io),
    head: await loadRules(options.headRules, { quiet }, io),
  };
  for (const side of ['base', 'head'] as const) {
    if (rules[side].pack.rules.length === 0)
      throw new UsageError(`there are no rules to replay in --${side}-rules`);
  }
  const interruption = new Interruption();
  if (!quiet) io.stderr.write(`notice: replaying both packs in turn, ${options.rounds} rounds\n`);
  let last: WorkerReplayResult | undefined;
  const replayOnce = async (side: SideName, onAlert: AlertSink): Promise<WorkerReplayResult | undefined> => {
    if (interruption.signal.aborted) return undefined;
    const thread = new EngineThread(io.engineThread);
    try {
      const { batchSize, lua, limit, format } = options;
      const run = thread.run({
        rules: rules[side].pack.rules,
        inputs: resolved.inputs,
        batchSize,
        lua,
        accounting: true,
        strict: false,
        ...(limit !== undefined && { limit }),
        ...(format !== undefined && { adapter: format }),
        signal: interruption.signal,
        onAlert,
      });
      const terminate = (): void => run.terminate();
      interruption.atOnce.addEventListener('abort', terminate);
      last = await run.result.finally(() => interruption.atOnce.removeEventListener('abort', terminate));
      return last.crash !== undefined || interruption.signal.aborted ? undefined : last;
    } finally {
      await thread.close();
    }
  };
  const showsProgress = io.stderr.isTTY === true && !quiet;
  const rounds = await replayRounds({
    base: rules.base.pack,
    head: rules.head.pack,
    rounds: options.rounds,
    replayOnce,
    ...(showsProgress && {
      onReplay: (round, side) =>
        void io.stderr.write(
          `\r\u001b[K${round === 0 ? 'warming up' : `round ${round} of ${options.rounds}`}, ${side}`,
        ),
    }),
  }).finally(() => interruption.dispose());
  if (showsProgress) io.stderr.write('\r\u001b[K');

  const problems = new ProblemLog();
  for (const problem of resolved.problems) problems.add(problem);
  // Each replay meets the same ones.
  problems.addCounts(last?.problems ?? []);
  io.stderr.write(streamNotices(problems, quiet));
  if (last?.crash !== undefined) io.stderr.write(crashNotice(last));
  const done = rounds.replays.base.length;
  const findings = rejectedFindings(rules);
  if (done < options.rounds) findings.push({ code: 'stopped', rounds: done, asked: options.rounds });
  if (done > 0 && rounds.replays.base[0]!.events === 0)
    io.stderr.write('error: the recordings hold no events, so nothing can be compared\n');
  const hasEvents = (rounds.replays.base[0]?.events ?? 0) > 0;
  const comparison = hasEvents
    ? comparePacks(rules.base.pack, rules.head.pack, rounds, { effect: options.effect, findings })
    : undefined;
  const isComplete =
    hasEvents &&
    done === options.rounds &&
    problems.total('lost') === 0 &&
    Object.values(rules).every(({ warnings }) => warnings.length === 0);
  return { comparison, exitCode: interruption.exitCode ?? (isComplete ? EXIT.done : EXIT.failed) };
}

function rejectedFindings(rules: Readonly<Record<SideName, LoadedRules>>): Finding[] {
  return (['base', 'head'] as const).flatMap((side) =>
    rules[side].warnings.flatMap((warning): Finding[] =>
      warning.code === 'rule-files-rejected'
        ? [{ code: 'rule-files-rejected', side, count: warning.count }]
        : [],
    ),
  );
}
