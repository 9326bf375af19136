import { Session } from 'node:inspector';

/** A place in the code that allocated, and those it called. As the inspector's protocol has it. */
export interface HeapProfileNode {
  readonly id: number;
  readonly callFrame: { readonly url: string };
  readonly children: readonly HeapProfileNode[];
}

/** What was sampled between a start and a stop. */
export interface HeapProfile {
  readonly head: HeapProfileNode;
  /** `size` is what the sample stands for, in bytes, not the size of the object that was seen. */
  readonly samples: readonly { readonly nodeId: number; readonly size: number }[];
}

/** Takes samples of what is allocated on the heap of JavaScript in the thread it is made in. */
export interface HeapSampler {
  /** @param intervalBytes on average there is a sample for so many bytes */
  start(intervalBytes: number): void;
  /** Gives what was sampled since the start; it can be started again. */
  stop(): HeapProfile;
  /** After the last stop. */
  close(): void;
}

/** V8's own. Each stop has it collect all garbage, which takes as long as the heap is large: some ten milliseconds. */
export class V8HeapSampler implements HeapSampler {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
  }

  start(intervalBytes: number): void {
    this.#session.post('HeapProfiler.startSampling', {
      samplingInterval: intervalBytes,
      // Without these, what was freed by now would be missing, which is nearly all.
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
  }

  stop(): HeapProfile {
    let profile: HeapProfile | undefined;
    // Answered before this returns: the session is of the same thread.
    this.#session.post('HeapProfiler.stopSampling', (_error, result) => {
      // Node's type of it has neither samples nor ids of nodes.
      profile = result?.profile as unknown as HeapProfile | undefined;
    });
    if (profile === undefined) throw new Error('V8 did not give the profile of its heap');
    return profile;
  }

  close(): void {
    this.#session.disconnect();
  }
}
