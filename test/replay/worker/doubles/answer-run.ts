import { parentPort } from 'node:worker_threads';
import { SharedMetrics } from '../../../../src/profiler/shared-metrics.ts';
import type { FromEngine, ToEngine } from '../../../../src/replay/worker/messages.ts';

/** What the doubles tell before they go wrong: a batch of seven events with one alert, at the third. */
export const ALERT = { rule: 0, timeNs: 5n, events: [3] };
export const EVENTS = 7;

/** Makes this thread one that does a batch of a replay, says so, and goes on with something else. */
export function afterOneBatch(goOn: () => void): void {
  parentPort!.on('message', (message: ToEngine) => {
    if (message.kind !== 'run') return;
    const { progress, rules } = SharedMetrics.view(message.job.metrics);
    progress.state = 'running';
    rules.countAlert(0, 5n);
    // Not in the shared figures yet: the thread may go wrong before it writes them.
    const figures = {
      bytesRead: 100,
      bytesTotal: 1_000,
      eventsDecoded: 9,
      events: EVENTS,
      wallTimeNs: 1_000,
      firstEventNs: 1n,
      lastEventNs: 5n,
    };
    const batch: FromEngine = { kind: 'batch', news: { alerts: [ALERT] }, figures };
    parentPort!.postMessage(batch);
    goOn();
  });
}
