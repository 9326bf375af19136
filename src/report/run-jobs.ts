import { z } from 'zod';
import type { JobsFindings } from '../profiler/jobs-findings.ts';
import { countText } from './figure-text.ts';
import type { RunFile } from './run-file.ts';

const count = () => z.int().nonnegative();

/** The key `jobs` of a run file. */
export const jobsSchema = z
  .object({
    asked: count().describe('What --jobs said'),
    used: count().describe('Threads that read the recording; 1: one did everything'),
    reason: z.string().describe('Why it was split so'),
    portions: count().describe('Portions of the recording that threads took turns at; 1: it was not cut'),
    threads: z
      .array(
        z.object({
          task: z
            .enum(['read', 'settle'])
            .describe('read: decoded portions and ran rules; settle: put together what was found'),
          events: count(),
          portions: count(),
          wall_ns: count().describe('Time that it billed; of the one that settles, without its waiting'),
          cpu_ns: count()
            .nullable()
            .describe('On a processor, with taking messages; null where it is not counted'),
        }),
      )
      .describe('Empty where one did everything'),
  })
  .nullable()
  .default(null)
  .describe('How the run was split among threads; null where one was asked for');

export type JobsEntry = z.output<typeof jobsSchema>;

/** The entry of a run; null where one thread was asked for. */
export function jobsEntry(jobs: JobsFindings | undefined): JobsEntry {
  if (jobs === undefined) return null;
  const { threads, ...rest } = jobs;
  return {
    ...rest,
    threads: threads.map(({ task, events, portions, wallTimeNs, cpuTimeNs }) => ({
      task,
      events,
      portions,
      wall_ns: Math.round(wallTimeNs),
      cpu_ns: cpuTimeNs === null ? null : Math.round(cpuTimeNs),
    })),
  };
}

/** The time of all engine threads together, nanoseconds: `wall_time_ns` where there was one. */
export function engineTimeNs({ conservation }: Pick<RunFile, 'conservation'>): number {
  return conservation.accounted_ns - conservation.difference_ns;
}

/** How many threads a run had, where there were several: `2 threads read 26 portions, 1 put them together`. */
export function jobsTexts({ jobs }: Pick<RunFile, 'jobs'>): string[] {
  if (jobs === null || jobs.used === 1) return [];
  const busiest = Math.max(...jobs.threads.filter(({ task }) => task === 'read').map(({ events }) => events));
  return [
    `${countText(jobs.used)} threads read ${countText(jobs.portions)} portions (the busiest ${countText(busiest)} events), ` +
      'one put together what they found; times of rules and phases are sums over threads',
  ];
}
