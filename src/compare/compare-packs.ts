import type { Pack } from '../engine/pack/pack.ts';
import { alertDifference } from './alert-difference.ts';
import { compareSides } from './compare-sides.ts';
import type { Comparison } from './comparison-file.ts';
import type { Finding } from './comparison-findings.ts';
import type { Rounds } from './replay-rounds.ts';
import { sideOfPack } from './side-of-pack.ts';

/** Alerts that a comparison names with their events, gained and lost each, per rule. */
const MOST_ALERTS_SHOWN = 20;

/** Compares two packs by what their rounds gave, of which there must be at least one. */
export function comparePacks(
  base: Pack,
  head: Pack,
  { replays, alerts }: Rounds,
  options: { readonly effect: number; readonly findings: readonly Finding[] },
): Comparison {
  const placeIn = ({ rules }: Pack) => new Map(rules.map(({ id }, place) => [id, place]));
  const inBase = placeIn(base);
  const inHead = placeIn(head);
  return compareSides(sideOfPack(base, replays.base), sideOfPack(head, replays.head), {
    ...options,
    alertsOf: (one, other) =>
      alertDifference(
        alerts.base.of(inBase.get(one.id)!),
        alerts.head.of(inHead.get(other.id)!),
        MOST_ALERTS_SHOWN,
      ),
  });
}
