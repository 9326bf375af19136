import type { LiveSnapshot, SamplingHealth } from '../source/live-snapshot.ts';
import { billedTimeNs } from '../source/rates.ts';
import { fitParts } from './fit-parts.ts';
import { percentText, shortCountText } from './fixed-figures.ts';
import type { Frame } from './frame.ts';

/** Further off than this, the intervals between samples are not those that were asked for. */
const TOLERATED_DRIFT = 0.2;

/** What the engine has done, how busy it is, and how the sampling does. */
export function ratesLine({ snapshot, rates, widthColumns }: Frame): string {
  const { progress, figures, sampling } = snapshot;
  const alerts = figures.reduce((sum, ofRule) => sum + ofRule.alerts, 0);
  return fitParts(
    [
      `${shortCountText(progress.events)} events`,
      `${shortCountText(alerts)} alerts`,
      rates === null ? '' : `engine ${percentText(rates.engineLoad)} busy`,
      ...(sampling === null ? [] : [samplingText(sampling), profilingText(snapshot)]),
    ],
    widthColumns,
  );
}

/** `12,345 samples, one in 1.00 ms`, with a mark where they come at other intervals than asked for. */
function samplingText({ samples, askedIntervalUs, observedIntervalUs }: SamplingHealth): string {
  if (samples === null) return `sampling, one in ${millisecondsText(askedIntervalUs)} asked for`;
  const counted = `${shortCountText(samples)} samples`;
  if (observedIntervalUs === null) return counted;
  const seen = `${counted}, one in ${millisecondsText(observedIntervalUs)}`;
  const drift = Math.abs(observedIntervalUs - askedIntervalUs) / askedIntervalUs;
  return drift > TOLERATED_DRIFT ? `!! ${seen} instead of ${millisecondsText(askedIntervalUs)}` : seen;
}

/** What the instruments took of the time of the whole run, as it is billed to their phase. */
function profilingText(snapshot: LiveSnapshot): string {
  const billedNs = billedTimeNs(snapshot);
  return billedNs === 0 ? '' : `profiling ${percentText(snapshot.phaseNs.profiler / billedNs)}`;
}

function millisecondsText(us: number): string {
  return `${(us / 1e3).toFixed(2)} ms`;
}
