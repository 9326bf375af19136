import { z } from 'zod';
import type { SchedulingFindings } from '../profiler/scheduling/scheduling-findings.ts';
import type { Warning } from './warnings.ts';

/** Above this share of the time in which the thread had work and waited for a processor, times are not to be trusted. */
const BUSY_SHARE = 0.05;

const durationNs = () => z.int().nonnegative();

/** The key `scheduling` of a run file. */
export const schedulingSchema = z
  .object({
    cpu_ns: durationNs().nullable().describe('Time on a processor; null where the system does not count it'),
    waiting_ns: durationNs()
      .nullable()
      .describe('Time ready to run while other work had the processors; null where it is not counted'),
    waiting_share: z
      .number()
      .nonnegative()
      .nullable()
      .describe('waiting_ns / (cpu_ns + waiting_ns): of the time in which it had work'),
    idle_ns: durationNs().describe('Time in which it waited for input, or for output to be taken'),
  })
  .nullable()
  .default(null)
  .describe('How the engine thread fared on its machine; null where it was not asked');

export type SchedulingEntry = z.output<typeof schedulingSchema>;

/** The entry of a run; null without findings. */
export function schedulingEntry(findings: SchedulingFindings | undefined): SchedulingEntry {
  if (findings === undefined) return null;
  const { cpuNs, waitingNs, idleNs } = findings;
  return {
    cpu_ns: cpuNs,
    waiting_ns: waitingNs,
    waiting_share: waitingShare(findings),
    idle_ns: Math.max(0, Math.round(idleNs)),
  };
}

/** Time with nothing to do is no part of it: a slow input must not hide a busy machine. */
function waitingShare({ cpuNs, waitingNs }: SchedulingFindings): number | null {
  if (cpuNs === null || waitingNs === null || cpuNs + waitingNs === 0) return null;
  return waitingNs / (cpuNs + waitingNs);
}

/** Whether the machine had too little time for the engine. */
export function schedulingWarnings(entry: SchedulingEntry): Warning[] {
  const share = entry?.waiting_share ?? 0;
  return share > BUSY_SHARE ? [{ code: 'machine-busy', waitingShare: share }] : [];
}
