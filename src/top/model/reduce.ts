import { chooseColumns } from './choose-columns.ts';
import type { Command } from './command.ts';
import type { Key } from './key.ts';
import { commandOf } from './key-bindings.ts';
import { readPanel } from './read-panel.ts';
import { runCommand } from './run-command.ts';
import type { ReduceContext, Step } from './step.ts';
import type { TopState } from './top-state.ts';
import { writeFilter } from './write-filter.ts';

/** Over one rule the table is not seen, so nothing of it changes. */
const WORK_OVER_PANELS: ReadonlySet<Command['do']> = new Set(['refresh', 'dump', 'freeze', 'interval']);

/** Tells what a key does to the choices of the reader. Keys without a meaning change nothing. */
export function reduce(state: TopState, key: Key, context: ReduceContext): Step {
  // Whatever has the keys, these must work: there is no other way out.
  if (key === 'ctrl-c' || key === 'ctrl-z' || key === 'ctrl-l') {
    return runCommand(state, commandOf(key)!, context);
  }
  if (state.focus === 'filter') return unmoved(writeFilter(state, key));
  if (state.focus === 'columns') return unmoved(chooseColumns(state, key));
  if (state.focus !== 'table') {
    const read = readPanel(state, key, context);
    if (read !== undefined) return unmoved(read);
  }
  const command = commandOf(key);
  if (command === undefined || (state.focus !== 'table' && !WORK_OVER_PANELS.has(command.do)))
    return unmoved(state);
  return runCommand(state, command, context);
}

function unmoved(state: TopState): Step {
  return { state, effect: null };
}
