import type { Key } from './key.ts';
import type { ReduceContext } from './step.ts';
import type { TopState } from './top-state.ts';

/** What a key does over one rule or the list of keys: scroll, or go back. Undefined for keys that do something else. */
export function readPanel(state: TopState, key: Key, context: ReduceContext): TopState | undefined {
  const { panelLines, panelRows } = context;
  const last = Math.max(0, panelLines - panelRows);
  const scrollTo = (scroll: number): TopState => ({ ...state, scroll: Math.max(0, Math.min(last, scroll)) });
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
      return scrollTo(last);
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
