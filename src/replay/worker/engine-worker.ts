/** What an engine's thread begins with. It loads the engine while the thread that started it loads the rules. */
import { parentPort } from 'node:worker_threads';
import { serveReplay } from './serve-replay.ts';

if (parentPort === null) throw new Error('this file is the beginning of a worker thread, not a program');
serveReplay(parentPort);
