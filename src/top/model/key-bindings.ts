import type { Command } from './command.ts';
import type { Key } from './key.ts';
import { SEVERITY_KEYS, TYPE_KEYS } from './rule-filter.ts';

/** Keys that ask for the same thing, and what the list of keys says of them. */
export interface KeyBinding {
  readonly keys: readonly Key[];
  readonly command: Command;
  /** As the list of keys names them. */
  readonly shown: string;
  readonly help: string;
  /** What the footer says, where there is room; those without one are in the list of keys only. */
  readonly footer?: string;
}

type Words = Pick<KeyBinding, 'help' | 'footer'>;

const TYPE_BINDINGS = TYPE_KEYS.map(
  (type, at): KeyBinding => ({
    keys: [String(1 + at)],
    command: { do: 'toggle-type', type },
    shown: String(1 + at),
    help: `${type} rules in or out`,
  }),
);

const SEVERITY_BINDINGS = SEVERITY_KEYS.map(
  (severity, at): KeyBinding => ({
    keys: [String(5 + at)],
    command: { do: 'toggle-severity', severity },
    shown: String(5 + at),
    help: `rules of severity ${severity} in or out`,
  }),
);

/** What keys do that stop a run of this process, where the run is of another one. */
const WORDS_OF_ATTACHED: Readonly<Record<string, Words>> = {
  q: { help: 'detach, the replay goes on; elsewhere, back to the table', footer: 'detach' },
  'Ctrl-C': { help: 'detach, the replay goes on' },
};

/** All keys of the table. The footer shows the first ones that fit. */
export const KEY_BINDINGS: readonly KeyBinding[] = [
  {
    keys: ['q'],
    command: { do: 'quit' },
    shown: 'q',
    help: 'stop the replay; elsewhere, back to the table',
    footer: 'quit',
  },
  { keys: ['?'], command: { do: 'help' }, shown: '?', help: 'this list', footer: 'help' },
  {
    keys: ['s'],
    command: { do: 'next-sort' },
    shown: 's',
    help: 'sort by CPU, memory, events, alerts, latency',
    footer: 'sort',
  },
  {
    keys: ['/'],
    command: { do: 'write-filter' },
    shown: '/',
    help: 'show rules with a text; without it after !',
    footer: 'filter',
  },
  { keys: ['enter'], command: { do: 'open' }, shown: 'Enter', help: 'one rule', footer: 'rule' },
  {
    keys: ['p', ' '],
    command: { do: 'freeze' },
    shown: 'p Space',
    help: 'freeze the display; the replay goes on',
    footer: 'freeze',
  },
  { keys: ['c'], command: { do: 'columns' }, shown: 'c', help: 'choose columns', footer: 'columns' },
  {
    keys: ['f'],
    command: { do: 'follow' },
    shown: 'f',
    help: 'scroll along with the selected rule',
    footer: 'follow',
  },
  { keys: ['w'], command: { do: 'dump' }, shown: 'w', help: 'write a dump', footer: 'dump' },
  { keys: ['r'], command: { do: 'refresh' }, shown: 'r', help: 'refresh now', footer: 'refresh' },
  { keys: ['0'], command: { do: 'show-all' }, shown: '0', help: 'show all rules', footer: 'all' },
  ...TYPE_BINDINGS,
  ...SEVERITY_BINDINGS,
  { keys: ['<'], command: { do: 'move-sort', by: -1 }, shown: '<', help: 'sort by the column to the left' },
  { keys: ['>'], command: { do: 'move-sort', by: 1 }, shown: '>', help: 'sort by the column to the right' },
  { keys: ['I'], command: { do: 'reverse' }, shown: 'I', help: 'the other way round' },
  { keys: ['up', 'k'], command: { do: 'move', by: -1 }, shown: 'Up k', help: 'one rule up' },
  { keys: ['down', 'j'], command: { do: 'move', by: 1 }, shown: 'Down j', help: 'one rule down' },
  { keys: ['pageup'], command: { do: 'page', by: -1 }, shown: 'PgUp', help: 'one page up' },
  { keys: ['pagedown'], command: { do: 'page', by: 1 }, shown: 'PgDn', help: 'one page down' },
  { keys: ['g', 'home'], command: { do: 'first' }, shown: 'g Home', help: 'the first rule' },
  { keys: ['G', 'end'], command: { do: 'last' }, shown: 'G End', help: 'the last rule' },
  { keys: ['+', '='], command: { do: 'interval', by: 1 }, shown: '+', help: 'refresh less often' },
  { keys: ['-'], command: { do: 'interval', by: -1 }, shown: '-', help: 'refresh more often' },
  {
    keys: ['escape'],
    command: { do: 'close' },
    shown: 'Esc',
    help: 'back to the table; there, no text filter',
  },
  { keys: ['ctrl-l'], command: { do: 'redraw' }, shown: 'Ctrl-L', help: 'draw the screen anew' },
  { keys: ['ctrl-z'], command: { do: 'suspend' }, shown: 'Ctrl-Z', help: 'to the shell; fg comes back' },
  { keys: ['ctrl-c'], command: { do: 'interrupt' }, shown: 'Ctrl-C', help: 'stop the replay' },
];

const ATTACHED_BINDINGS = KEY_BINDINGS.map((binding) => ({
  ...binding,
  ...WORDS_OF_ATTACHED[binding.shown],
}));

/** All keys in the order of {@link KEY_BINDINGS}. @param isAttached whether the run is of another process */
export function keyBindings(isAttached: boolean): readonly KeyBinding[] {
  return isAttached ? ATTACHED_BINDINGS : KEY_BINDINGS;
}

const COMMAND_OF_KEY: ReadonlyMap<Key, Command> = new Map(
  KEY_BINDINGS.flatMap(({ keys, command }) => keys.map((key): [Key, Command] => [key, command])),
);

/** What a key asks for; undefined where it has no meaning. */
export function commandOf(key: Key): Command | undefined {
  return COMMAND_OF_KEY.get(key);
}
