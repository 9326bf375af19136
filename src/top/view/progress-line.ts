import type { LiveProgress } from '../source/live-snapshot.ts';
import { isOver, type Rates } from '../source/rates.ts';
import { bar } from './bar.ts';
import { fitParts } from './fit-parts.ts';
import { clockText, memoryText, percentText, shortCountText } from './fixed-figures.ts';
import type { Frame } from './frame.ts';

const MAX_BAR_COLUMNS = 40;

/** How far the replay is: a bar where the end is known, then figures, as many as fit. */
export function progressLine({ snapshot, rates, widthColumns }: Frame): string {
  const { progress } = snapshot;
  const rest = [
    bytesText(progress),
    isOver(snapshot) ? `in ${clockText(progress.wallTimeNs / 1e9)}` : timeLeftText(progress),
    rateText(rates),
  ];
  const share = readShare(progress);
  if (share === null) return fitParts(rest, widthColumns);
  const barColumns = Math.min(MAX_BAR_COLUMNS, Math.floor(widthColumns / 3));
  const percent = percentText(share).padStart('100.0 %'.length);
  return fitParts([`${bar(share, barColumns)} ${percent}`, ...rest], widthColumns);
}

/** Of the input, 0 to 1; null where nobody can know. */
export function readShare({ bytesRead, bytesTotal, state }: LiveProgress): number | null {
  if (bytesTotal === null) return null;
  if (bytesTotal === 0) return state === 'done' ? 1 : 0;
  return Math.min(1, bytesRead / bytesTotal);
}

/** As if the rest took as long per byte as what has been read; empty where that cannot be said. */
export function timeLeftText({ bytesRead, bytesTotal, wallTimeNs }: LiveProgress): string {
  if (bytesTotal === null || bytesRead === 0) return '';
  const leftNs = (wallTimeNs * (bytesTotal - bytesRead)) / bytesRead;
  return `${clockText(leftNs / 1e9)} left`;
}

function bytesText({ bytesRead, bytesTotal }: LiveProgress): string {
  return bytesTotal === null
    ? memoryText(bytesRead)
    : `${memoryText(bytesRead)} of ${memoryText(bytesTotal)}`;
}

function rateText(rates: Rates | null): string {
  return rates === null ? '' : `${shortCountText(rates.eventsPerSecond)} events/s`;
}
