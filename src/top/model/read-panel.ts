import type { Key } from './key.ts';
import type { ReduceContext } from './step.ts';
import type { TopState } from './top-state.ts';

/** What a key does over one rule or the list of keys: scroll, or go back. Undefined for keys that do something else. */
export function readPanel(state: TopState, key: Key, context: ReduceContext): TopState | undefined {
  const { panelLines, panelRows } = context;
  const scrollTo = (scroll: number): TopState => fitScroll({ ...state, scroll }, panelLines, panelRows);
  switch (key) {
    case 'up':
    case 'k':
      return scrollTo(state.scroll - 1);
    case 'down':
    case 'j':
      return scrollTo(state.scroll + 1);
    case 'pageup':
      return scrollTo(state.scroll - panelRows);
    case 'pagedown':
      return scrollTo(state.scroll + panelRows);
    case 'g':
    case 'home':
      return scrollTo(0);
    case 'G':
    case 'end':
      return scrollTo(panelLines);
    case 'enter':
    case 'escape':
    case 'q':
      return { ...state, focus: 'table' };
    case '?':
      return { ...state, focus: state.focus === 'help' ? 'table' : 'help', scroll: 0 };
    default:
      return undefined;
  }
}

/** Scrolls back as far as it takes to fill the screen: what is shown may have become shorter, or the screen higher. */
export function fitScroll(state: TopState, panelLines: number, panelRows: number): TopState {
  const last = Math.max(0, panelLines - panelRows);
  return { ...state, scroll: Math.max(0, Math.min(last, state.scroll)) };
}
