import type { Pack } from '../engine/pack/pack.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import { countersOfTable, countTheSame } from './counters.ts';
import { ruleTextHash } from './rule-text-hash.ts';
import type { Side } from './side.ts';

/** The figures of one replay that a comparison needs. */
export type ReplayFigures = Pick<WorkerReplayResult, 'table' | 'events'>;

/**
 * A pack and its replays as a side of a comparison.
 *
 * @param replays with accounting; at least one
 */
export function sideOfPack(pack: Pack, replays: readonly ReplayFigures[]): Side {
  const tables = replays.map(({ table }) => table!);
  return {
    packHash: pack.hash,
    events: replays[0]!.events,
    replays: replays.length,
    rules: pack.rules.map((rule, index) => ({
      id: rule.id,
      name: rule.name,
      file: rule.file,
      textHash: ruleTextHash(rule),
      counters: countersOfTable(tables[0]!, index),
      cpuTimeNs: tables.map(({ cpuTimeNs }) => cpuTimeNs[index]!),
      isStable: countTheSame(tables.map((table) => countersOfTable(table, index))),
    })),
  };
}
