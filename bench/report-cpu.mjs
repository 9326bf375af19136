/** Loaded into a process by `node --import`: writes the processor time of all its threads, in µs, to $CPU_TIME_FILE. */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// The engine's thread loads this as well, and ends before the process does.
if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.CPU_TIME_FILE, String(user + system));
  });
}
