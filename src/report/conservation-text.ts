import { millisecondsText, shareText } from './figure-text.ts';
import type { RunFile } from './run-file.ts';
import { engineTimeNs, jobsTexts } from './run-jobs.ts';

/** What a reader needs to judge the times of a run: whether they add up, and what the machine did to them. */
export function conservationTexts(run: RunFile): string[] {
  const texts = [balanceText(run), ...jobsTexts(run)];
  if (run.gc !== null && run.gc.pauses > 0) texts.push(gcText(run, run.gc));
  if (run.scheduling !== null && run.wall_time_ns > 0) {
    texts.push(schedulingText(run, run.scheduling));
  }
  return texts;
}

function balanceText(run: RunFile): string {
  const { accounted_ns, difference_ns, within_tolerance } = run.conservation;
  const timeNs = engineTimeNs(run);
  const share = timeNs === 0 ? null : Math.abs(difference_ns) / timeNs;
  const clocks = hasThreads(run) ? 'wall clocks of all threads' : 'wall clock';
  return (
    `time is ${within_tolerance ? '' : 'not '}conserved: ${millisecondsText(accounted_ns)} ms billed, ` +
    `${millisecondsText(timeNs)} ms by the ${clocks}, ${shareText(share)} apart`
  );
}

function gcText({ rules }: RunFile, { pauses, longest_ns }: NonNullable<RunFile['gc']>): string {
  const inRulesNs = rules.reduce((sum, { gc_ns }) => sum + (gc_ns ?? 0), 0);
  return (
    `garbage collection: ${pauses} ${pauses === 1 ? 'pause' : 'pauses'}, the longest ` +
    `${millisecondsText(longest_ns)} ms; ${millisecondsText(inRulesNs)} ms while rules ran, not in their times`
  );
}

function schedulingText(
  run: RunFile,
  { idle_ns, waiting_share }: NonNullable<RunFile['scheduling']>,
): string {
  const name = hasThreads(run) ? 'engine threads' : 'engine thread';
  const idle = `${name}: idle ${shareText(idle_ns / engineTimeNs(run))}`;
  return waiting_share === null
    ? idle
    : `${idle}, waiting for a processor ${shareText(waiting_share)} of the rest`;
}

function hasThreads({ jobs }: RunFile): boolean {
  return jobs !== null && jobs.used > 1;
}
