import type { RuleFaults } from '../profiler/fault-log.ts';
import { countText } from './figure-text.ts';
import type { RuleRow } from './run-file.ts';

/** What a Lua or Wasm rule did wrong, as a run file has it. */
export type FaultsEntry = NonNullable<RuleRow['faults']>;

export function faultsEntry({ first, quarantine, countOfKind }: RuleFaults): FaultsEntry {
  return {
    first: { kind: first.kind, reason: first.reason, event: first.eventNumber },
    by_kind: Object.fromEntries(countOfKind),
    quarantined_at_event: quarantine?.eventNumber ?? null,
  };
}

/** How many faults there were of all kinds. */
export function faultCount({ by_kind }: FaultsEntry): number {
  return Object.values(by_kind).reduce((sum, count) => sum + count, 0);
}

/** What became of a rule that was taken out; its name goes before. Holds untrusted text. */
export function quarantineText(faults: FaultsEntry): string {
  const { first, quarantined_at_event } = faults;
  if (quarantined_at_event === null) return `could not be started: ${first.reason}`;
  const where = `was taken out of the run at event ${quarantined_at_event}`;
  if (faultCount(faults) === 1) return `${where} (${first.kind}): ${first.reason}`;
  return `${where} after ${faultsText(faults)}, the first at event ${first.event}: ${first.reason}`;
}

/** What a rule did wrong that went on; its name goes before. Holds untrusted text. */
export function survivedText(faults: FaultsEntry): string {
  const { first } = faults;
  if (faultCount(faults) === 1)
    return `had a fault at event ${first.event} (${first.kind}) and went on: ${first.reason}`;
  return `had ${faultsText(faults)} and went on, the first at event ${first.event}: ${first.reason}`;
}

/** `10 faults (9 error, 1 time)`, or `10 faults (error)` where all are alike. */
function faultsText(faults: FaultsEntry): string {
  const kinds = Object.entries(faults.by_kind);
  const breakdown = kinds.map(([kind, count]) => (kinds.length === 1 ? kind : `${countText(count)} ${kind}`));
  return `${countText(faultCount(faults))} faults (${breakdown.join(', ')})`;
}
