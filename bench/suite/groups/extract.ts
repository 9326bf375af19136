import type { EventBatch } from 'kestrel-perf';
import { ColumnStore } from '../../../dist/engine/batch/column-store.js';
import { decodedBatches } from '../decoded-batches.ts';
import type { CalledSide, Group, PreparedGroup } from '../group.ts';
import { batchOf, madeEvents } from '../made-batch.ts';
import type { Stage } from '../stage.ts';

/** Readings of all cells in one call: one alone would take too short to be timed. */
const TIMES = 20;

type Reader = (record: Readonly<Record<string, unknown>>) => unknown;

/** From events to columns of fields. */
export const extract: Group = {
  name: 'extract',
  question:
    'What does it cost to read a field of all events of a batch into its column, against reading a member of the same records in plain JavaScript?',
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const [sysmon] = await decodedBatches(stage.sysmonEvents, 1);
  const ecs = batchOf(madeEvents());
  const member = plainSide('record.EventTime', sysmon!, (record) => record.EventTime);
  const nested = plainSide('record.process.name', ecs, (record) => {
    return (record.process as Record<string, unknown>).name;
  });
  const tasks = [
    { side: columnSide('host.name of Sysmon events, as recorded', sysmon!, 'host.name'), reference: member },
    { side: columnSide('@timestamp of Sysmon events, converted', sysmon!, '@timestamp'), reference: member },
    {
      side: columnSide('process.name of Sysmon events, cut from a path', sysmon!, 'process.name'),
      reference: member,
    },
    {
      side: columnSide('the same in lower case', sysmon!, 'process.name', { folded: true }),
      reference: member,
    },
    { side: columnSide('process.name of ECS events', ecs, 'process.name'), reference: nested },
    {
      side: columnSide('a column that another rule has read', ecs, 'process.name', { again: true }),
      reference: nested,
    },
  ];
  return {
    tasks: tasks.map((task) => ({ ...task, name: task.side.name, figure: 'timeNs', per: 'cell' })),
  };
}

interface ColumnSettings {
  /** With letters in lower case. */
  readonly folded?: boolean;
  /** The batch begins once, so that the cells are there. */
  readonly again?: boolean;
}

function columnSide(
  name: string,
  batch: EventBatch,
  path: string,
  settings: ColumnSettings = {},
): CalledSide {
  const { folded = false, again = false } = settings;
  const { records, vocabulary } = batch;
  const store = new ColumnStore(records.length);
  const column = store.column({ path, folded });
  const rows = Int32Array.from(records, (_, row) => row);
  store.beginBatch(vocabulary);
  column.extract(records, rows, rows.length);
  if (column.values.every((value) => value === undefined)) throw new Error(`no event has a ${path}`);
  const run = (): void => {
    for (let time = 0; time < TIMES; time++) {
      if (!again) store.beginBatch(vocabulary);
      column.extract(records, rows, rows.length);
    }
  };
  return { kind: 'called', name, operations: records.length * TIMES, run };
}

function plainSide(name: string, { records }: EventBatch, read: Reader): CalledSide {
  const values = new Array<unknown>(records.length).fill(undefined);
  const run = (): void => {
    for (let time = 0; time < TIMES; time++) {
      for (let row = 0; row < records.length; row++)
        values[row] = read(records[row] as Record<string, unknown>);
    }
  };
  return { kind: 'called', name, operations: records.length * TIMES, run };
}
