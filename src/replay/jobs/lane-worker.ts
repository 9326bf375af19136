/** What a lane's thread begins with. */
import { parentPort } from 'node:worker_threads';
import { serveLane } from './serve-lane.ts';

if (parentPort === null) throw new Error('this file is the beginning of a worker thread, not a program');
serveLane(parentPort);
