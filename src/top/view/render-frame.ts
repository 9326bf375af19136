import { renderToString } from 'ink';
import { createElement } from 'react';
import type { LiveRule } from '../source/live-snapshot.ts';
import { bodyLines } from './body-lines.ts';
import type { Frame } from './frame.ts';
import { screenLayout } from './screen-layout.ts';
import { TopScreen } from './top-screen.ts';

/**
 * One frame as lines for a terminal, as many as it has rows, with styles and nothing else in them. Imports React: load
 * it only where a view is shown.
 *
 * ink lays out the header and the footer. The lines between them have their width already, and ink would measure each
 * of their characters once more: with them, a frame of 200 by 60 takes four times as long (docs/top.md).
 */
export function renderFrame(frame: Frame, rules: readonly LiveRule[]): string[] {
  const { widthColumns, heightRows } = frame;
  const text = renderToString(createElement(TopScreen, { frame, rules }), { columns: widthColumns });
  const lines = text.split('\n');
  const body = bodyLines(frame);
  lines.splice(screenLayout(heightRows).headerRows, body.length, ...body);
  return Array.from({ length: heightRows }, (_, row) => lines[row] ?? '');
}
