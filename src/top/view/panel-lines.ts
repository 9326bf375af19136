/** Lines that may be more than a screen has room for; only those on screen are made. */
export interface PanelLines {
  readonly count: number;
  /** The line at a place from 0, printable and no wider than the terminal. */
  readonly line: (place: number) => string;
}

/** Lines that exist already. */
export function panelOf(lines: readonly string[]): PanelLines {
  return { count: lines.length, line: (place) => lines[place]! };
}
