import type { SpawnedSide } from './group.ts';
import { runNode, runTuned, scriptPath } from './node-process.ts';

const CHILD = scriptPath('../child.mjs');

/** As `child.mjs` prints it. */
interface ReplayReport {
  readonly timeNs: number;
  readonly cpuNs: number;
  readonly events: number;
  readonly maxResidentBytes: number;
}

/** A replay, or the bare loop, which has Node as it is, in a process of its own. Figures are per event. @param args of `child.mjs` */
export function replaySide(name: string, args: readonly string[]): SpawnedSide {
  return {
    kind: 'spawned',
    name,
    measure: async () => {
      const run = args[0] === 'bare' ? runNode : runTuned;
      const report = JSON.parse(await run([CHILD, ...args])) as ReplayReport;
      const { timeNs, cpuNs, events, maxResidentBytes } = report;
      return { timeNs, cpuNs, residentBytes: maxResidentBytes, operations: events };
    },
  };
}
