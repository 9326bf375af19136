/**
 * Loaded into the program by `node --import`: writes to $FIRST_EVENT_FILE, as JSON, what passed from before the program's
 * first line until its engine had the first batch behind it, which it then tells the main thread for the first time:
 * nanoseconds by the clock, and in processor time of all threads. Both threads load this file, and have the same clock.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread, parentPort } from 'node:worker_threads';

if (isMainThread) {
  // A thread begins with a copy of the environment.
  process.env.PROGRAM_START = JSON.stringify(now());
} else if (parentPort !== null) {
  const port = parentPort;
  const post = port.postMessage.bind(port);
  port.postMessage = (...message) => {
    const [start, end] = [JSON.parse(process.env.PROGRAM_START), now()];
    port.postMessage = post;
    const took = { timeNs: end.timeNs - start.timeNs, cpuNs: end.cpuNs - start.cpuNs };
    writeFileSync(process.env.FIRST_EVENT_FILE, JSON.stringify(took));
    post(...message);
  };
}

function now() {
  const { user, system } = process.cpuUsage();
  return { timeNs: Number(process.hrtime.bigint()), cpuNs: (user + system) * 1e3 };
}
