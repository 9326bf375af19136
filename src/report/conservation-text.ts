import { millisecondsText, shareText } from './figure-text.ts';
import type { RunFile } from './run-file.ts';

/** What a reader needs to judge the times of a run: whether they add up, and what the machine did to them. */
export function conservationTexts(run: RunFile): string[] {
  const texts = [balanceText(run)];
  if (run.gc !== null && run.gc.pauses > 0) texts.push(gcText(run, run.gc));
  if (run.scheduling !== null && run.wall_time_ns > 0) {
    texts.push(schedulingText(run.scheduling, run.wall_time_ns));
  }
  return texts;
}

function balanceText({ conservation, wall_time_ns }: RunFile): string {
  const { accounted_ns, difference_ns, within_tolerance } = conservation;
  const share = wall_time_ns === 0 ? null : Math.abs(difference_ns) / wall_time_ns;
  return (
    `time is ${within_tolerance ? '' : 'not '}conserved: ${millisecondsText(accounted_ns)} ms billed, ` +
    `${millisecondsText(wall_time_ns)} ms by the wall clock, ${shareText(share)} apart`
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
  { idle_ns, waiting_share }: NonNullable<RunFile['scheduling']>,
  wallTimeNs: number,
): string {
  const idle = `engine thread: idle ${shareText(idle_ns / wallTimeNs)}`;
  return waiting_share === null
    ? idle
    : `${idle}, waiting for a processor ${shareText(waiting_share)} of the rest`;
}
