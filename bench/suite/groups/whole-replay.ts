import type { Goal, Group, PreparedGroup } from '../group.ts';
import { replaySide } from '../replay-side.ts';
import type { Stage } from '../stage.ts';

/** Set for a recording of 53,698 events and a pack of 548 rules. */
const GOAL: Goal = { of: 'ratio', atMost: 1 };

/** A replay against what any replay must do at the least. */
export const wholeReplay: Group = {
  name: 'replay',
  question:
    'How much longer does a replay take than reading the file and parsing its JSON? Each in a fresh process; loading and compiling the pack is not counted, warming up is. (Compiling is in the processor time.)',
  isCalled: false,
  prepare,
};

async function prepare({ events, rules, material }: Stage): Promise<PreparedGroup> {
  const bare = replaySide('bare loop', ['bare', events]);
  const single = replaySide('single-event rules', ['replay', rules, events]);
  const all = replaySide('all rules', ['replay-all', rules, events]);
  const isGiven = material.source === 'given' && material.rulesSource === 'given';
  const each = { reference: bare, figure: 'timeNs', per: 'event' } as const;
  return {
    tasks: [
      { ...each, name: single.name, side: single },
      { ...each, name: all.name, side: all, ...(isGiven && { goal: GOAL }) },
    ],
  };
}
