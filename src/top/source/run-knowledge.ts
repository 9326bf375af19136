import type { FaultLog } from '../../profiler/fault-log.ts';
import type { RunFindings } from '../../profiler/run-findings.ts';

/** What is known of a run beside its tables. It grows while the run goes on; most of it is there at the end only. */
export interface RunKnowledge {
  /** What Lua and Wasm rules did wrong. */
  readonly faults: FaultLog;
  /** What the instruments found; undefined before they have told. */
  readonly findings: RunFindings | undefined;
  /** Whether the replay came to its end: what has not happened will not. */
  readonly isOver: boolean;
}
