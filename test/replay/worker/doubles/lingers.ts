import { parentPort } from 'node:worker_threads';
import type { FromEngine } from '../../../../src/replay/worker/messages.ts';
import { afterOneBatch } from './answer-run.ts';

afterOneBatch(() => {
  const end: FromEngine = {
    kind: 'end',
    news: { alerts: [] },
    result: {
      findings: undefined,
      wallTimeNs: 2_000,
      events: 8,
      progress: { bytesRead: 1_000, bytesTotal: 1_000, events: 8 },
      firstEventNs: undefined,
      lastEventNs: undefined,
      stoppedBy: undefined,
    },
  };
  parentPort!.postMessage(end);
  setInterval(() => {}, 1_000);
});
