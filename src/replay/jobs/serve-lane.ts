import type { MessagePort } from 'node:worker_threads';
import { createMonotonicClock } from '../../profiler/clock.ts';
import { FaultLog } from '../../profiler/fault-log.ts';
import { SharedMetrics } from '../../profiler/shared-metrics.ts';
import { prepareEngine } from '../prepare-engine.ts';
import { BackPressure } from '../worker/back-pressure.ts';
import { StopFlag } from '../worker/stop-flag.ts';
import { warmUpClocks } from '../worker/warm-up-clocks.ts';
import type { FromLane, LaneJob, ToLane } from './lane-messages.ts';
import { PortionQueue } from './portion-queue.ts';
import { runLane } from './run-lane.ts';

/**
 * Messages that nobody has put together yet before a lane waits: the lanes that are ahead must not fill the memory with
 * what they found, and enough that the portion before theirs may take much longer than their own.
 */
const MAX_MESSAGES_UNDER_WAY = 64;

/** Does the one job that it is sent, and tells what comes of it; then it lets go of the port. */
export function serveLane(port: MessagePort): void {
  const backPressure = new BackPressure(MAX_MESSAGES_UNDER_WAY);
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  warmUpClocks();
  port.on('message', (message: ToLane) => {
    if (message.kind === 'taken') backPressure.taken();
    else if (message.kind === 'begin') begin();
    else runJob(message.job, port, backPressure, begun).then(() => port.close(), endThread);
  });
}

/** Nothing catches this: the thread ends, and the one that started it is told why. */
function endThread(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}

async function runJob(
  { options, portions, queue, metrics: buffers, stopFlag }: LaneJob,
  port: MessagePort,
  backPressure: BackPressure,
  begun: Promise<void>,
): Promise<void> {
  const flag = new StopFlag(stopFlag);
  const stop = new AbortController();
  const metrics = SharedMetrics.view(buffers);
  const portionQueue = new PortionQueue(portions.length, queue);
  const clock = createMonotonicClock();
  const send = (message: FromLane, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);
  const notes = { compileNs: metrics.compileNs, faults: new FaultLog(), lines: undefined };
  const engine = await prepareEngine({ ...options, clock }, notes);
  try {
    send({ kind: 'ready' });
    await begun;
    const result = await runLane({
      engine,
      options,
      portions,
      take: () => (flag.isRaised ? undefined : portionQueue.take()),
      metrics,
      clock,
      signal: stop.signal,
      tell: (news) => {
        if (flag.isRaised) stop.abort();
        const { times } = news.findings ?? {};
        const moved = times === undefined ? [] : [times.ms.buffer, times.subMsNs.buffer];
        send({ kind: 'portion', news }, moved as ArrayBuffer[]);
        backPressure.sent();
        return backPressure.room();
      },
    });
    send({ kind: 'end', result });
  } finally {
    engine.close();
  }
}
