import type { Rule } from '../engine/rule.ts';
import { packageVersion } from '../package-info.ts';
import { calibrateClock, createMonotonicClock } from '../profiler/clock.ts';
import { SchedulingWatch } from '../profiler/scheduling/scheduling-watch.ts';
import { seededRandom } from '../profiler/seeded-random.ts';
import type { ProblemLog } from '../replay/input/problem-log.ts';
import { type StreamInput, totalBytes } from '../replay/input/stream-input.ts';
import { describeEngine } from '../report/environment.ts';
import type { BenchFile } from '../rule-bench/bench-file.ts';
import { benchRounds } from '../rule-bench/bench-rounds.ts';
import { buildBench } from '../rule-bench/build-bench.ts';
import { type BenchPlan, planBench } from '../rule-bench/plan-bench.ts';
import { surveyRules } from '../rule-bench/survey-rules.ts';
import type { AdapterTally } from './adapter-tally.ts';
import type { BenchCommandOptions } from './bench-options.ts';
import { benchProgress, NO_BENCH_PROGRESS } from './bench-progress.ts';
import type { CommandIo } from './io.ts';
import { NO_PROGRESS, progressDisplay } from './progress-bar.ts';

/** What is benched, and where what happens meanwhile goes. */
export interface BenchWork {
  readonly rules: readonly Rule[];
  readonly packHash: string;
  readonly rejectedFiles: number;
  readonly inputs: readonly StreamInput[];
  readonly problems: ProblemLog;
  readonly adapters: AdapterTally;
  readonly signal: AbortSignal;
}

/** The same sample and the same order each time: two benches of one stream differ by what was measured only. */
const SAMPLE_SEED = 1;
const ORDER_SEED = 2;

/** Reads the stream, measures the rules, and tells on stderr how far it is. */
export async function measureBench(
  work: BenchWork,
  options: BenchCommandOptions,
  io: CommandIo,
): Promise<BenchFile> {
  const { rules, inputs, problems, adapters, signal } = work;
  const { rounds, lua, format, limit, quiet } = options;
  const clock = createMonotonicClock();
  const { resolutionNs } = calibrateClock(clock);
  const nowMs = (): number => clock() / 1e6;
  const reading = quiet ? NO_PROGRESS : progressDisplay(io.stderr, totalBytes(inputs), nowMs);
  const survey = await surveyRules({
    rules,
    inputs,
    lua,
    adapter: format,
    limit,
    signal,
    clock,
    random: seededRandom(SAMPLE_SEED),
    onProblem: (problem) => problems.add(problem),
    onAdapter: (adapter) => adapters.add(adapter),
    onProgress: (progress) => reading.update(progress),
  }).finally(() => reading.stop());
  const plan = planBench(rules, survey, rounds, options.timeMs);
  if (!quiet && plan.measurements > 0 && !signal.aborted) io.stderr.write(planNotice(plan, rounds));
  const progress = quiet ? NO_BENCH_PROGRESS : benchProgress(io.stderr, plan.measurements, nowMs);
  const watch = new SchedulingWatch();
  const { found, measured } = await benchRounds({
    subjects: plan.subjects,
    rounds,
    timeMs: plan.timeMs,
    lua,
    clock,
    random: seededRandom(ORDER_SEED),
    signal,
    onProgress: (done) => progress.update(done),
  }).finally(() => progress.stop());
  return buildBench({
    rules,
    survey,
    plan,
    found,
    measured,
    isStopped: signal.aborted,
    rounds,
    packHash: work.packHash,
    rejectedFiles: work.rejectedFiles,
    endedAt: io.now(),
    engine: describeEngine(packageVersion(), rules.some(({ kind }) => kind === 'lua') ? lua : null),
    clockResolutionNs: resolutionNs,
    scheduling: watch.stop(),
  });
}

function planNotice({ ruleOfSubject, timeMs, estimatedMs }: BenchPlan, rounds: number): string {
  const rules = ruleOfSubject.length;
  return (
    `notice: benching ${rules} ${rules === 1 ? 'rule' : 'rules'}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ` +
    `${timeMs} ms each for events that match and events that do not: about ${Math.ceil(estimatedMs / 1000)} s\n`
  );
}
