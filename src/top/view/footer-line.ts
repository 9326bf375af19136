import { cutText, printable, textWidth } from '../../report/terminal-text.ts';
import { KEY_BINDINGS } from '../model/key-bindings.ts';
import { isOver } from '../source/rates.ts';
import { fitParts } from './fit-parts.ts';
import type { Frame } from './frame.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const FOOTER_BINDINGS = KEY_BINDINGS.filter(({ footer }) => footer !== undefined);

/** The last line: what is being written, what has just happened, or the keys, as many as fit. */
export function footerLine({ state, snapshot, message, widthColumns }: Frame): string {
  if (state.focus === 'filter') return filterPrompt(printable(state.filter.text), widthColumns);
  if (message !== null) return cutText(printable(message), widthColumns);
  if (state.focus === 'columns')
    return fitParts(['Up Down', 'Space in or out', '0 all', 'Esc back'], widthColumns);
  if (state.focus !== 'table') return fitParts(['Esc back', 'Up Down PgUp PgDn scroll'], widthColumns);
  const keys = FOOTER_BINDINGS.map(({ shown, footer }) => `${shown} ${footer}`);
  const over = isOver(snapshot) ? ['q closes and prints the report'] : [];
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
