import { parentPort } from 'node:worker_threads';
import type { FromLane, ToLane } from '../../../../src/replay/jobs/lane-messages.ts';

/** Makes this thread a lane that is ready at once, and does something else when it is to begin. */
export function beginThen(goOn: () => void): void {
  parentPort!.on('message', (message: ToLane) => {
    const ready: FromLane = { kind: 'ready' };
    if (message.kind === 'prepare') parentPort!.postMessage(ready);
    if (message.kind === 'begin') goOn();
  });
}
