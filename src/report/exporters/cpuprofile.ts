import type { SampleTrace, TraceFrame } from '../../profiler/sampling/sample-trace.ts';
import { type Exporter, NoSamplesError, writeText } from './exporter.ts';

/** V8's root has this name in every profile. */
const ROOT: TraceFrame = { name: '(root)', file: '', line: null, column: null };

/** The samples as V8 writes them, for the tools of browsers and editors; rules and clauses are functions in it. */
export const cpuprofileExporter: Exporter = {
  extensions: ['.cpuprofile'],
  needsTrace: true,
  async write(_run, out, trace) {
    if (trace === undefined) throw new NoSamplesError();
    await writeText(out, `${JSON.stringify(profileOf(trace))}\n`);
  },
};

/** A node's id is its number in the trace plus 2: ids are positive, and 1 is the root. */
const FIRST_ID = 2;

function profileOf({ frames, nodeFrames, nodeParents, samples, deltasUs }: SampleTrace) {
  const hits = new Uint32Array(nodeFrames.length);
  for (const node of samples) hits[node]!++;
  const children: number[][] = nodeFrames.map(() => []);
  const bottoms: number[] = [];
  for (const [node, parent] of nodeParents.entries()) {
    (parent === -1 ? bottoms : children[parent]!).push(node + FIRST_ID);
  }
  return {
    nodes: [
      { id: 1, callFrame: callFrame(ROOT), hitCount: 0, children: bottoms },
      ...nodeFrames.map((frame, node) => ({
        id: node + FIRST_ID,
        callFrame: callFrame(frames[frame]!),
        hitCount: hits[node]!,
        children: children[node]!,
      })),
    ],
    startTime: 0,
    endTime: deltasUs.reduce((sum, delta) => sum + delta, 0),
    samples: samples.map((node) => node + FIRST_ID),
    timeDeltas: deltasUs,
  };
}

/** V8 counts lines and columns from 0, and says -1 where there are none. */
function callFrame({ name, file, line, column }: TraceFrame) {
  return {
    functionName: name,
    scriptId: '0',
    url: file,
    lineNumber: line === null ? -1 : line - 1,
    columnNumber: column === null ? -1 : column - 1,
  };
}
