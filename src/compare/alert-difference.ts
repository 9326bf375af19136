import type { AlertEvents, RuleAlerts } from './alert-record.ts';

/** Alerts of a rule that only one side has, the first of them with their events. */
export interface AlertDifference {
  readonly gained: number;
  readonly lost: number;
  readonly firstGained: readonly AlertEvents[];
  readonly firstLost: readonly AlertEvents[];
  /** Null where all alerts were compared; else only those of events before this one were. */
  readonly comparedBeforeEvent: number | null;
}

/**
 * Which alerts a rule gained and lost. Two alerts are the same when they are made of the same events in the same steps.
 *
 * @param mostShown how many of each are kept with their events
 */
export function alertDifference(base: RuleAlerts, head: RuleAlerts, mostShown: number): AlertDifference {
  const cuts = [base, head].flatMap(cutOf);
  const before = cuts.length === 0 ? null : Math.min(...cuts);
  const gained = onlyIn(head, base, before);
  const lost = onlyIn(base, head, before);
  return {
    gained: gained.length,
    lost: lost.length,
    firstGained: gained.slice(0, mostShown),
    firstLost: lost.slice(0, mostShown),
    comparedBeforeEvent: before,
  };
}

/** Where what was kept ends: alerts of that event may be missing. */
function cutOf({ kept, count }: RuleAlerts): number[] {
  if (kept.length === count) return [];
  const last = kept.at(-1);
  return [last === undefined ? 0 : lastEvent(last)];
}

function onlyIn(side: RuleAlerts, other: RuleAlerts, before: number | null): AlertEvents[] {
  const left = new Map<string, number>();
  for (const events of other.kept) {
    const key = events.join();
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return side.kept.filter((events) => {
    if (before !== null && lastEvent(events) >= before) return false;
    const key = events.join();
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function lastEvent(events: AlertEvents): number {
  return events.reduce<number>((last, event) => Math.max(last, event ?? 0), 0);
}
