import type { JobsFindings } from '../profiler/jobs-findings.ts';
import { visibleText } from '../report/visible-text.ts';

/** What --jobs came to, for the terminal, with its line break; nothing where one thread was asked for. */
export function jobsNotice(jobs: JobsFindings | undefined): string {
  if (jobs === undefined) return '';
  const { asked, used, reason } = jobs;
  if (used === 1) return `notice: --jobs ${asked}: one thread did everything: ${visibleText(reason)}\n`;
  const fewer = used < asked ? ` (of ${asked}: there is no work for more)` : '';
  return (
    `notice: ${used} threads${fewer} read the recording; rules were not looked into: ` +
    'no samples, hot spots, latencies, leaks and advice\n'
  );
}
