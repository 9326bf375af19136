import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { V8TimeGuard } = await import('../../../src/engine/predicate/v8-time-guard.ts');

// Lets a guard end a loop in this thread, and tells the thread that started it what came of it.
const guard = new V8TimeGuard();
try {
  guard.run(50, () => {
    for (;;);
  });
} catch (error) {
  parentPort.postMessage(`${error.name}, then ${guard.run(60_000, () => 'done')}`);
}
