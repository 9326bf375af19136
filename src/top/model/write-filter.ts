import { type Key, typesCharacter } from './key.ts';
import type { TopState } from './top-state.ts';

/** Longer texts would find no rule, and leave the screen. */
const MAX_TEXT_LENGTH = 200;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a key does while the text of the filter is written: the table follows every letter. */
export function writeFilter(state: TopState, key: Key): TopState {
  const { text } = state.filter;
  if (key === 'enter') return { ...state, focus: 'table' };
  if (key === 'escape') return withText({ ...state, focus: 'table' }, state.filterBefore);
  if (key === 'backspace') return withText(state, withoutLast(text));
  if (key === 'ctrl-u') return withText(state, '');
  if (!typesCharacter(key) || text.length + key.length > MAX_TEXT_LENGTH) return state;
  return withText(state, text + key);
}

function withText(state: TopState, text: string): TopState {
  return { ...state, filter: { ...state.filter, text } };
}

/** One character as people see it, which may be many code points. */
function withoutLast(text: string): string {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
    .slice(0, -1)
    .join('');
}
