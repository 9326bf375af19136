import { BEGIN_UPDATE, CLEAR_LINE, CLEAR_SCREEN, END_UPDATE, toLineStart } from './escape-codes.ts';

/** Turns frames into what a terminal must be sent: only lines that changed, as one synchronised update. */
export class FramePainter {
  #shown: readonly string[] | null = null;

  /** The next frame is drawn whole: the size has changed, or something else wrote to the screen. */
  forget(): void {
    this.#shown = null;
  }

  /**
   * @param lines one for each row of the terminal, none wider than it
   * @returns empty where nothing changed
   */
  paint(lines: readonly string[]): string {
    const shown = this.#shown;
    this.#shown = [...lines];
    if (shown === null) return BEGIN_UPDATE + CLEAR_SCREEN + lines.map(atRow).join('') + END_UPDATE;
    // Cleared before it is written: clearing what is behind the text would take the last character of a full line.
    const changes = lines.map((line, at) => (line === shown[at] ? '' : atRow(CLEAR_LINE + line, at)));
    const update = changes.join('');
    return update === '' ? '' : BEGIN_UPDATE + update + END_UPDATE;
  }
}

function atRow(text: string, at: number): string {
  return toLineStart(at + 1) + text;
}
