import { getHeapStatistics } from 'node:v8';
import type { HeapFindings } from './memory-findings.ts';

/** Reads how much of the heap of the calling thread is in use; bytes. */
export type ReadHeap = () => number;

/** A reading takes some microseconds: not after every batch. */
const BATCHES_PER_READING = 4;

/** The heap of the thread that made it, looked at now and then. */
export class HeapGauge {
  readonly #read: ReadHeap;
  #batches = 0;
  #peakBytes = 0;

  constructor(read: ReadHeap = () => getHeapStatistics().used_heap_size) {
    this.#read = read;
  }

  afterBatch(): void {
    if (this.#batches++ % BATCHES_PER_READING === 0) this.#look();
  }

  stop(): HeapFindings {
    const usedBytes = this.#look();
    return { usedBytes, peakBytes: this.#peakBytes };
  }

  #look(): number {
    const usedBytes = this.#read();
    this.#peakBytes = Math.max(this.#peakBytes, usedBytes);
    return usedBytes;
  }
}
