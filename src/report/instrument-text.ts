import { countText, durationText, shareText } from './figure-text.ts';
import type { RunFile } from './run-file.ts';
import { engineTimeNs } from './run-jobs.ts';

/** The instrument's own description: how fine its clock is, how much it looked at, what it cost. A sentence each. */
export function instrumentTexts(run: RunFile): string[] {
  const { clock_read_ns, clock_resolution_ns } = run.conservation;
  const texts = [
    `clock: ${durationText(clock_read_ns)} a reading, steps of ${durationText(clock_resolution_ns)}; ` +
      `profiling took ${shareText(ownShare(run))} of the time`,
  ];
  if (run.sampling !== null) texts.push(samplingText(run.sampling));
  if (run.timing !== null) {
    const { timed_share, timed_evaluations } = run.timing;
    texts.push(
      `latency: ${countText(timed_evaluations)} evaluations timed one by one, ${shareText(timed_share)} of all`,
    );
  }
  return texts;
}

function samplingText(sampling: NonNullable<RunFile['sampling']>): string {
  const { interval_us, observed_interval_us, samples, unattributed_share } = sampling;
  const seen = observed_interval_us === null ? '' : `, every ${durationText(observed_interval_us * 1e3)}`;
  return (
    `sampling: ${countText(samples)} samples${seen} (${durationText(interval_us * 1e3)} asked for), ` +
    `${shareText(unattributed_share)} of them unattributed`
  );
}

/** What all instruments took of the engine's time, as the accounts say. */
function ownShare(run: RunFile): number | null {
  const timeNs = engineTimeNs(run);
  return timeNs === 0 ? null : (run.phases.profiler_ns ?? 0) / timeNs;
}
