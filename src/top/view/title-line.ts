import type { RunState } from '../../profiler/run-progress.ts';
import { textWidth } from '../../report/terminal-text.ts';
import type { Frame } from './frame.ts';

const TITLE = 'kestrel-perf top';

const STATE_TEXT: Readonly<Record<RunState, string>> = {
  starting: 'starting',
  loading: 'loading rules',
  running: 'running',
  ending: 'ending',
  done: 'done',
  failed: 'FAILED',
};

/** What the run is at, where its process is not there any more. */
const GONE_TEXT = 'GONE';

/** The title, and at the other end what the run is at and whether the display stands still. */
export function titleLine({ state, snapshot, isGone, widthColumns, paint }: Frame): string {
  const what = isGone ? GONE_TEXT : STATE_TEXT[snapshot.progress.state];
  const right = state.frozen ? `FROZEN  ${what}` : what;
  const gap = ' '.repeat(Math.max(1, widthColumns - textWidth(TITLE) - textWidth(right)));
  return `${paint('bold', TITLE)}${gap}${state.frozen ? paint('cyan', right) : right}`;
}
