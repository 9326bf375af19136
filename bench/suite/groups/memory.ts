import type { Group, PreparedGroup } from '../group.ts';
import { replaySide } from '../replay-side.ts';
import type { Stage } from '../stage.ts';

const TIMES = 20;

/** Whether a replay's memory, or its time per event, grows with the stream. */
export const memory: Group = {
  name: 'memory',
  question: `What becomes of memory and of time per event when the stream is ${TIMES} times as long? The same recording, named ${TIMES} times; single-event rules, each replay in a fresh process.`,
  isCalled: false,
  prepare,
};

async function prepare({ events, rules }: Stage): Promise<PreparedGroup> {
  const once = replaySide('once', ['replay', rules, events]);
  const long = replaySide(`${TIMES} times`, [
    'replay',
    rules,
    ...Array.from({ length: TIMES }, () => events),
  ]);
  const goal = { of: 'ratio', atMost: 1.05 } as const;
  return {
    tasks: [
      {
        name: `largest resident size, ${TIMES} times the stream`,
        side: long,
        reference: once,
        figure: 'residentBytes',
        per: 'process',
        goal,
      },
      {
        name: `time per event, ${TIMES} times the stream`,
        side: long,
        reference: once,
        figure: 'timeNs',
        per: 'event',
        goal,
      },
    ],
  };
}
