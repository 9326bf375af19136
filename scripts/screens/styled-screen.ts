import type { IBufferCell, Terminal } from '@xterm/headless';

/** How text on a terminal looks. Colours are places among the terminal's own; null is the default. */
export interface TextStyle {
  readonly color: number | null;
  readonly background: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  /** Whether text and ground have changed places. */
  readonly inverse: boolean;
}

/** Neighbouring cells of a line in one style: all of them ASCII, blanks included, or none of them. */
export interface StyledRun {
  readonly text: string;
  readonly style: TextStyle;
  /** Where it begins, from 0. */
  readonly column: number;
  /** How many cells it takes: not the length of `text` where characters are wide. */
  readonly widthColumns: number;
}

/** What a terminal shows. */
export interface StyledScreen {
  readonly widthColumns: number;
  /** From top to bottom, one for each row. */
  readonly lines: readonly (readonly StyledRun[])[];
}

/** What a terminal shows now, once it has taken in all that was written to it. */
export async function readScreen(terminal: Terminal): Promise<StyledScreen> {
  await new Promise<void>((resolve) => terminal.write('', resolve));
  const lines = Array.from({ length: terminal.rows }, (_, row) => readLine(terminal, row));
  return { widthColumns: terminal.cols, lines };
}

/** The same without styles. */
export function screenText({ lines }: StyledScreen): string {
  return lines.map((runs) => runs.map(({ text }) => text).join('')).join('\n');
}

function readLine({ cols, buffer: { active } }: Terminal, row: number): StyledRun[] {
  const line = active.getLine(active.baseY + row)!;
  const runs: StyledRun[] = [];
  for (let column = 0; column < cols; column++) {
    const cell = line.getCell(column)!;
    const widthColumns = cell.getWidth();
    // The second cell of a wide character.
    if (widthColumns === 0) continue;
    const next: StyledRun = { text: cell.getChars() || ' ', style: styleOf(cell), column, widthColumns };
    const last = runs.at(-1);
    if (last === undefined || !belongTogether(last, next)) runs.push(next);
    else runs[runs.length - 1] = joined(last, next);
  }
  return runs;
}

function styleOf(cell: IBufferCell): TextStyle {
  return {
    color: cell.isFgDefault() ? null : cell.getFgColor(),
    background: cell.isBgDefault() ? null : cell.getBgColor(),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

function belongTogether(left: StyledRun, right: StyledRun): boolean {
  const keys = Object.keys(left.style) as (keyof TextStyle)[];
  return (
    isAscii(left.text) === isAscii(right.text) && keys.every((key) => left.style[key] === right.style[key])
  );
}

function joined(left: StyledRun, right: StyledRun): StyledRun {
  return {
    ...left,
    text: left.text + right.text,
    widthColumns: left.widthColumns + right.widthColumns,
  };
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
