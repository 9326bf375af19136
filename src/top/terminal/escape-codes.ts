/*
 * What a terminal is told: ECMA-48 and the private modes of xterm, which every terminal in use today knows or ignores.
 */

/** To the alternate screen, cleared; no cursor; lines that are too long end at the edge. */
export const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[?7l';

/** All of that undone, and no style, and no update left open. */
export const LEAVE_SCREEN = '\u001b[?2026l\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l';

/** Between these a terminal shows nothing of what changes, then all at once (synchronised updates). */
export const BEGIN_UPDATE = '\u001b[?2026h';
export const END_UPDATE = '\u001b[?2026l';

export const CLEAR_SCREEN = '\u001b[2J';
/** All of the line that the cursor is in. */
export const CLEAR_LINE = '\u001b[2K';

/** @param row from 1 */
export function toLineStart(row: number): string {
  return `\u001b[${row};1H`;
}
