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
 * ink lays out the header and the footer, and knows of nothing between them. The lines there have their width already,
 * and ink would measure each of their characters once more, blanks as well (docs/top.md).
 */
export function renderFrame(frame: Frame, rules: readonly LiveRule[]): string[] {
  const { widthColumns, heightRows } = frame;
  const text = renderToString(createElement(TopScreen, { frame, rules }), { columns: widthColumns });
  const { headerRows, panelRows } = screenLayout(heightRows);
  const around = text.split('\n');
  const body = bodyLines(frame);
  const room = Array.from({ length: panelRows }, (_, row) => body[row] ?? '');
  const lines = [...around.slice(0, headerRows), ...room, ...around.slice(headerRows)];
  return Array.from({ length: heightRows }, (_, row) => lines[row] ?? '');
}
