import { loadPack } from 'kestrel-perf';
import { decodedBatches } from '../decoded-batches.ts';
import { engineSide, eventsOf, mustAgree } from '../engine-side.ts';
import type { Group, PreparedGroup } from '../group.ts';
import type { Stage } from '../stage.ts';

const BATCHES = 4;

/** The index that decides which rules must look at an event. */
export const ruleIndex: Group = {
  name: 'index',
  question:
    'What does the index save? The single-event rules of the pack over decoded events of the recording, with the index and without.',
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const pack = await loadPack([stage.rules]);
  // Sequences would take the same events again and again for late ones.
  const rules = pack.rules.filter(({ kind }) => kind === 'eql');
  const batches = await decodedBatches(stage.events, BATCHES);
  const operations = eventsOf(batches);
  const on = await engineSide({ name: 'index on', rules, batches, operations, index: true });
  const off = await engineSide({ name: 'index off', rules, batches, operations, index: false });
  mustAgree(on, off);
  return {
    tasks: [{ name: 'index on', side: on, reference: off, figure: 'timeNs', per: 'event' }],
    close: () => {
      on.close();
      off.close();
    },
  };
}
