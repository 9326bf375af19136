import type { Alert } from '../../../src/engine/alert.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import type { StateLimits } from '../../../src/engine/sequence/state-limits.ts';
import { SettlingEngine } from '../../../src/engine/settling-engine.ts';
import { createMonotonicClock } from '../../../src/profiler/clock.ts';
import { SharedMetrics } from '../../../src/profiler/shared-metrics.ts';
import { type ProblemCount, ProblemLog } from '../../../src/replay/input/problem-log.ts';
import { type StreamInput, totalBytes } from '../../../src/replay/input/stream-input.ts';
import type { PortionNews } from '../../../src/replay/jobs/lane-messages.ts';
import { planPortions } from '../../../src/replay/jobs/plan-portions.ts';
import { PortionInbox } from '../../../src/replay/jobs/portion-inbox.ts';
import { PortionMerge } from '../../../src/replay/jobs/portion-merge.ts';
import { PortionQueue } from '../../../src/replay/jobs/portion-queue.ts';
import { runLane } from '../../../src/replay/jobs/run-lane.ts';
import { replay } from '../../../src/replay/replay.ts';

/** What a replay found, whoever did it. */
export interface Found {
  readonly alerts: readonly Alert[];
  readonly problems: readonly ProblemCount[];
  readonly adapters: readonly string[];
  readonly events: number;
  readonly eventsDecoded: number;
  readonly bytesRead: number;
  readonly firstEventNs: bigint | undefined;
  readonly lastEventNs: bigint | undefined;
  /** By rule. */
  readonly evaluations: readonly number[];
}

export interface FindOptions {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  readonly batchSize: number;
  readonly sequences?: Partial<StateLimits>;
  readonly maxLineBytes?: number;
  readonly sinceNs?: bigint;
  readonly untilNs?: bigint;
}

/** By one engine, from front to back. */
export async function findInOne(options: FindOptions): Promise<Found> {
  const alerts: Alert[] = [];
  const adapters: string[] = [];
  const problems = new ProblemLog();
  const result = await replay({
    ...options,
    accounting: true,
    strict: false,
    clock: createMonotonicClock(),
    onAlert: (alert) => alerts.push(alert),
    onProblem: (problem) => problems.add(problem),
    onAdapter: (input, adapter) => adapters.push(`${input.name} ${adapter}`),
  });
  const { events, progress, firstEventNs, lastEventNs } = result;
  return {
    alerts,
    problems: problems.counts(),
    adapters,
    events,
    eventsDecoded: progress.events,
    bytesRead: progress.bytesRead,
    firstEventNs,
    lastEventNs,
    evaluations: [...result.table!.evaluations],
  };
}

/** By several engines that take turns at portions, in this thread. */
export async function findInPortions(
  options: FindOptions & { readonly portionBytes: number; readonly lanes: number },
): Promise<Found & { readonly portions: number }> {
  const { rules, inputs, batchSize, portionBytes, lanes, sequences } = options;
  const plan = await planPortions(inputs, { portionBytes, maxLineBytes: options.maxLineBytes });
  if (plan === undefined || totalBytes(inputs) === undefined) throw new Error('the inputs are no files');
  const { portions } = plan;
  const queue = new PortionQueue(portions.length);
  const inbox = new PortionInbox<{ portion: number; isLast: boolean; news: PortionNews }>(portions.length);
  const alerts: Alert[] = [];
  const adapters: string[] = [];
  const problems = new ProblemLog();
  const metrics = Array.from({ length: lanes }, () => SharedMetrics.create(rules));
  const running = metrics.map((metrics) =>
    runLane({
      engine: new Engine(rules, { batchSize }),
      options: { ...options, accounting: true, strict: false },
      portions,
      take: () => queue.take(),
      metrics,
      clock: createMonotonicClock(),
      signal: new AbortController().signal,
      tell: (news) => {
        const sent = structuredClone(news);
        inbox.push({ portion: news.progress.portion, isLast: news.findings === undefined, news: sent });
      },
    }),
  );
  const merge = new PortionMerge({
    inputs,
    portions,
    settling: new SettlingEngine(rules, batchSize, sequences),
    onAlert: (alert) => alerts.push(alert),
    onProblems: (counts) => problems.addCounts(counts),
    onAdapter: (input, adapter) => adapters.push(`${input.name} ${adapter}`),
  });
  for (let letter = await inbox.next(); letter !== undefined; letter = await inbox.next()) {
    merge.take(letter.news, undefined);
  }
  merge.end(true, undefined);
  await Promise.all(running);
  return {
    alerts,
    problems: problems.counts(),
    adapters,
    events: merge.events,
    eventsDecoded: merge.eventsDecoded,
    bytesRead: merge.bytesRead,
    firstEventNs: merge.firstEventNs,
    lastEventNs: merge.lastEventNs,
    evaluations: rules.map((_, rule) =>
      metrics.reduce((sum, { rules }) => sum + rules.evaluations[rule]!, 0),
    ),
    portions: portions.length,
  };
}
