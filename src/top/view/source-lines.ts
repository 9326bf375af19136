import type { HotSpot } from '../../profiler/hot-spot.ts';
import { cutText } from '../../report/terminal-text.ts';
import { visibleText } from '../../report/visible-text.ts';
import { percentText } from './fixed-figures.ts';
import { type Paint, paintLevel } from './paint.ts';
import type { PanelLines } from './panel-lines.ts';

/** From these shares of a rule's time on, one of its lines is hot. */
const HOT_LINE = { medium: 0.1, high: 0.3 } as const;

/**
 * The text of a rule with the numbers its file gives the lines, each hot one with its share of the rule's time:
 * `   43.2 %   12 | process.name : "*cmd*"`.
 *
 * @param firstLine the number of the text's first line in its file
 * @param hotSpots their lines count from 1 within the text
 */
export function sourceLines(
  source: string,
  firstLine: number,
  hotSpots: readonly HotSpot[],
  widthColumns: number,
  paint: Paint,
): PanelLines {
  const lines = source.replace(/\r?\n$/, '').split(/\r?\n/);
  const shareOfLine = new Map<number, number>();
  for (const { line, share } of hotSpots) {
    if (line !== null) shareOfLine.set(line, (shareOfLine.get(line) ?? 0) + share);
  }
  const numberColumns = String(firstLine + lines.length - 1).length;
  return {
    count: lines.length,
    line: (place) => {
      const share = shareOfLine.get(place + 1);
      const shareText = (share === undefined ? '' : percentText(share)).padStart('100.0 %'.length);
      const number = String(firstLine + place).padStart(numberColumns);
      const line = cutText(
        `${shareText} ${number} | ${visibleText(lines[place]!.slice(0, widthColumns))}`,
        widthColumns,
      );
      return share === undefined ? line : paintLevel(paint, levelOf(share), line);
    },
  };
}

function levelOf(share: number) {
  return share >= HOT_LINE.high ? 'high' : share >= HOT_LINE.medium ? 'medium' : 'low';
}
