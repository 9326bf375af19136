import type { SamplingHealth } from '../source/live-snapshot.ts';
import { fitParts } from './fit-parts.ts';
import { percentText, shortCountText } from './fixed-figures.ts';
import type { Frame } from './frame.ts';

/** Further off than this, the intervals between samples are not those that were asked for. */
const TOLERATED_DRIFT = 0.2;

/** What the engine has done, how busy it is, and how the sampling does. */
export function ratesLine({ snapshot, rates, widthColumns }: Frame): string {
  const alerts = snapshot.figures.reduce((sum, figures) => sum + figures.alerts, 0);
  return fitParts(
    [
      `${shortCountText(snapshot.progress.events)} events`,
      `${shortCountText(alerts)} alerts`,
      rates === null ? '' : `engine ${percentText(rates.engineLoad)} busy`,
      samplingText(snapshot.sampling),
    ],
    widthColumns,
  );
}

/** `12,345 samples, one in 1.00 ms`, with a mark where they come at other intervals than asked for. */
function samplingText(sampling: SamplingHealth | null): string {
  if (sampling === null) return '';
  const { samples, askedIntervalUs, observedIntervalUs } = sampling;
  const counted = `${shortCountText(samples)} samples`;
  if (observedIntervalUs === null) return counted;
  const seen = `${counted}, one in ${millisecondsText(observedIntervalUs)}`;
  const drift = Math.abs(observedIntervalUs - askedIntervalUs) / askedIntervalUs;
  return drift > TOLERATED_DRIFT ? `!! ${seen} instead of ${millisecondsText(askedIntervalUs)}` : seen;
}

function millisecondsText(us: number): string {
  return `${(us / 1e3).toFixed(2)} ms`;
}
