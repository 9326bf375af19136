import type { HotSpot } from '../hot-spot.ts';
import type { LineShare } from './line-totals.ts';

/** Lines of a rule that are kept. */
export const MAX_LINES = 10;
/** Of a line's text so many UTF-16 units are shown. */
export const SHOWN_TEXT = 200;

/** What ends a line in Lua; two different ones in a row are one end. */
const LINE_END = /\r\n|\n\r|\r|\n/;

/** The first shares as places in a rule's source; those of lines that it does not have are left out. */
export function lineSpots(shares: readonly LineShare[], source: string): HotSpot[] {
  const texts = source.split(LINE_END);
  return shares
    .filter(({ line }) => line <= texts.length)
    .slice(0, MAX_LINES)
    .map(({ line, passes, share, interval }) => ({
      kind: 'line',
      text: texts[line - 1]!.trim().slice(0, SHOWN_TEXT).toWellFormed(),
      line,
      column: null,
      share,
      interval,
      samples: passes,
    }));
}
