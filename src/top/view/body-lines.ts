import type { Frame } from './frame.ts';
import { headerLine, rowLine } from './row-line.ts';
import { screenLayout } from './screen-layout.ts';

/**
 * What stands between header and footer: the table, or what has taken its place. Only rows on screen are made, however
 * many rules there are.
 */
export function bodyLines(frame: Frame): string[] {
  return frame.panel === null ? tableLines(frame) : panelLines(frame, frame.panel);
}

function tableLines({ state, rows, columns, thresholds, paint, heightRows }: Frame): string[] {
  const { sort, reversed, firstPlace, selectedPlace } = state;
  const header = paint('bold', headerLine(columns, sort, reversed));
  if (rows.length === 0) return [header, 'no rule passes the filter; 0 shows all'];
  const shown = rows.slice(firstPlace, firstPlace + screenLayout(heightRows).pageRows).map((row, at) => {
    const place = firstPlace + at;
    return rowLine(row, place + 1, place === selectedPlace, columns, thresholds, paint);
  });
  return [header, ...shown];
}

function panelLines({ state, heightRows }: Frame, panel: NonNullable<Frame['panel']>): string[] {
  const count = Math.max(0, Math.min(screenLayout(heightRows).panelRows, panel.count - state.scroll));
  return Array.from({ length: count }, (_, at) => panel.line(state.scroll + at));
}
