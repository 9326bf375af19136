import type { MessagePort } from 'node:worker_threads';
import { createMonotonicClock } from '../../profiler/clock.ts';
import { HeadStart } from '../../profiler/head-start.ts';
import { SharedMetrics } from '../../profiler/shared-metrics.ts';
import { type ReplayOptions, replay } from '../replay.ts';
import { BackPressure } from './back-pressure.ts';
import type { FromEngine, ReplayJob, ToEngine } from './messages.ts';
import { NewsBox } from './news-box.ts';
import { StopFlag } from './stop-flag.ts';
import { warmUpClocks } from './warm-up-clocks.ts';

/**
 * Batches whose alerts nobody has written yet before the engine waits. Enough for the writer never to be idle; few,
 * as each may have thousands of alerts.
 */
const MAX_BATCHES_UNDER_WAY = 8;

/** Does the one replay that it is sent, and tells what comes of it; then it lets go of the port. */
export function serveReplay(port: MessagePort): void {
  const backPressure = new BackPressure(MAX_BATCHES_UNDER_WAY);
  const stop = new AbortController();
  warmUpClocks();
  let headStart: HeadStart | undefined;
  port.on('message', (message: ToEngine) => {
    if (message.kind === 'taken') backPressure.taken();
    else if (message.kind === 'stop') stop.abort();
    else if (message.kind === 'prepare')
      headStart = new HeadStart(message.sampleIntervalUs, createMonotonicClock());
    else {
      const connection = { port, backPressure, stop, headStart };
      runJob(message.job, connection).then(() => port.close(), endThread);
    }
  });
}

/** Nothing catches this: the thread ends, and the one that started it is told why. */
function endThread(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}

interface Connection {
  readonly port: MessagePort;
  readonly backPressure: BackPressure;
  readonly stop: AbortController;
  readonly headStart: HeadStart | undefined;
}

async function runJob(
  { options, metrics, stopFlag }: ReplayJob,
  { port, backPressure, stop, headStart }: Connection,
): Promise<void> {
  const flag = new StopFlag(stopFlag);
  const news = new NewsBox();
  const isHeadStartUsed =
    options.accounting &&
    (options.jobs?.count ?? 1) === 1 &&
    options.profile?.sampleIntervalUs === headStart?.sampleIntervalUs;
  if (!isHeadStartUsed) headStart?.discard();
  const send = (message: FromEngine): void => port.postMessage(message);
  const whole: ReplayOptions & { readonly metrics: SharedMetrics } = {
    ...options,
    metrics: SharedMetrics.view(metrics),
    ...(isHeadStartUsed && headStart !== undefined && { headStart }),
    clock: createMonotonicClock(),
    signal: stop.signal,
    onAlert: (alert) => news.addAlert(alert),
    onProblem: (problem) => news.addProblem(problem),
    onFault: (rule, fault) => news.addFault(rule, fault),
    onFindings: (soFar) => news.setFindings(soFar),
    onAdapter: (input, adapter) => news.addAdapter(options.inputs.indexOf(input), adapter),
    afterBatch: (figures) => {
      if (flag.isRaised) stop.abort();
      if (news.isEmpty) return;
      send({ kind: 'batch', news: news.take(), figures });
      backPressure.sent();
      return backPressure.room();
    },
  };
  const { jobs } = options;
  const result =
    jobs === undefined || jobs.count === 1
      ? await replay(whole)
      : await (await import('../jobs/replay-in-jobs.ts')).replayInJobs({
          ...whole,
          plain: options,
          jobs,
          onProblems: (counts) => news.addProblems(counts),
        });
  const { table: _table, compileNs: _compileNs, faults: _faults, ...plain } = result;
  send({ kind: 'end', news: news.take(), result: plain });
}
