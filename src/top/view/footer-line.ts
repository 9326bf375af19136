import { cutText, printable, textWidth } from '../../report/terminal-text.ts';
import { keyBindings } from '../model/key-bindings.ts';
import { isOver } from '../source/rates.ts';
import { fitParts } from './fit-parts.ts';
import type { Frame } from './frame.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The last line: what is being written, what has just happened, or the keys, as many as fit. */
export function footerLine({ state, snapshot, message, isAttached, widthColumns }: Frame): string {
  if (state.focus === 'filter') return filterPrompt(printable(state.filter.text), widthColumns);
  if (message !== null) return cutText(printable(message), widthColumns);
  if (state.focus === 'columns')
    return fitParts(['Up Down', 'Space in or out', '0 all', 'Esc back'], widthColumns);
  if (state.focus !== 'table') return fitParts(['Esc back', 'Up Down PgUp PgDn scroll'], widthColumns);
  const keys = keyBindings(isAttached).flatMap(({ shown, footer }) => (footer ? [`${shown} ${footer}`] : []));
  // The report is printed by the process of the run.
  const over = isOver(snapshot) ? [isAttached ? 'q closes' : 'q closes and prints the report'] : [];
  return fitParts([...over, ...keys.slice(over.length)], widthColumns);
}

/** The end of a text that is too long stays: that is where one writes. */
function filterPrompt(text: string, widthColumns: number): string {
  const prompt = `filter: ${text}_`;
  const whole = `${prompt}  Enter keep  Esc undo  ! without`;
  if (textWidth(whole) <= widthColumns) return whole;
  const characters = Array.from(graphemes.segment(prompt), ({ segment }) => segment);
  while (characters.length > 1 && textWidth(characters.join('')) > widthColumns - 1) characters.shift();
  return `…${characters.join('')}`;
}
