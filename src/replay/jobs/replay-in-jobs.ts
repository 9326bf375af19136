import type { SharedMetrics } from '../../profiler/shared-metrics.ts';
import type { ProblemCount } from '../input/problem-log.ts';
import { type ReplayOptions, type ReplayResult, replay } from '../replay.ts';
import type { PlainReplayOptions } from '../worker/messages.ts';
import type { JobSettings } from './job-settings.ts';
import type { PortionNews } from './lane-messages.ts';
import { LaneThread } from './lane-thread.ts';
import { type Letter, mergeLanes } from './merge-lanes.ts';
import { oneJobByOptions, oneJobByPlan } from './one-job-reason.ts';
import { DEFAULT_PORTION_BYTES, planPortions } from './plan-portions.ts';
import type { Portion } from './portion.ts';
import { PortionInbox } from './portion-inbox.ts';
import { PortionQueue } from './portion-queue.ts';

/** What such a replay is told. The functions are called in the thread that began it. */
export interface JobsReplayOptions extends ReplayOptions {
  /** The same options without what cannot be sent to other threads. */
  readonly plain: PlainReplayOptions;
  readonly jobs: JobSettings;
  readonly metrics: SharedMetrics;
  /** Problems of the stream since this was last called. */
  readonly onProblems: (counts: readonly ProblemCount[]) => void;
}

/**
 * Replays a stream in several threads. They take turns at portions of it: each decodes its own and runs over them all that
 * needs no other event. This thread puts together what they found, in the order of the stream, and runs what remembers
 * events; so the alerts are those of one thread, in the same order. Where that cannot be done one thread does everything,
 * and the result says why.
 *
 * What only a single engine can be asked is not done: samples, latencies, lines, memory along the stream, a census.
 *
 * @throws Error which says what thread broke down, and why
 */
export async function replayInJobs(options: JobsReplayOptions): Promise<ReplayResult> {
  const { jobs, inputs, adapter, maxLineBytes } = options;
  const asked = jobs.count;
  const byOptions = oneJobByOptions(options);
  const portionBytes = jobs.portionBytes ?? DEFAULT_PORTION_BYTES;
  const plan =
    byOptions === undefined ? await planPortions(inputs, { portionBytes, adapter, maxLineBytes }) : undefined;
  const reason = byOptions ?? oneJobByPlan(plan);
  if (reason !== undefined || plan === undefined) {
    const result = await replay(options);
    return { ...result, jobs: { asked, used: 1, reason: reason!, portions: 1, threads: [] } };
  }
  const { progress } = options.metrics;
  try {
    progress.state = 'loading';
    const result = await replayPortions(plan.portions, options);
    progress.state = 'done';
    return result;
  } catch (error) {
    progress.state = 'failed';
    throw error;
  }
}

async function replayPortions(
  portions: readonly Portion[],
  options: JobsReplayOptions,
): Promise<ReplayResult> {
  const { rules, jobs, signal } = options;
  const inbox = new PortionInbox<Letter>(portions.length);
  let isStopped = false;
  const onNews = (lane: LaneThread, news: PortionNews): void => {
    if (isStopped) lane.taken();
    else inbox.push({ lane, news, portion: news.progress.portion, isLast: news.findings === undefined });
  };
  const used = Math.min(jobs.count, portions.length);
  const entry = jobs.entry === undefined ? undefined : new URL(jobs.entry);
  const lanes = Array.from({ length: used }, (_, at) => new LaneThread(at + 1, rules, onNews, entry));
  const stop = (): void => {
    isStopped = true;
    for (const lane of lanes) lane.stop();
    // They may wait for what they told to be taken.
    for (const { lane } of inbox.close()) lane.taken();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const queue = new PortionQueue(portions.length);
    for (const lane of lanes) {
      lane.prepare({ options: options.plain, portions, queue: queue.buffer });
      lane.result.catch((error: unknown) => inbox.fail(error));
    }
    await Promise.all(lanes.map(({ ready }) => ready));
    if (signal?.aborted) stop();
    return await mergeLanes(lanes, inbox, portions, options);
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}
