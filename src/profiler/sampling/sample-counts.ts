import type { RuleIndex } from '../../engine/rule.ts';
import type { HotSpot } from '../hot-spot.ts';
import { LEAST_TRIALS, proportionInterval } from '../statistics/proportion-interval.ts';
import type { Spot } from './code-map.ts';
import type { CpuProfile } from './cpu-sampler.ts';
import type { OtherOwner, OwnedTicks } from './sample-owners.ts';
import type { RuleSamples, RunHotSpot } from './sampling-findings.ts';

/** Places named per rule, and of all rules together. */
const MAX_HOT_SPOTS = 5;
/** A place seen less often is not worth naming among those of a whole run. */
const LEAST_SPOT_SAMPLES = 5;

/** Fewer samples say nothing of where they are. */
export const LEAST_RULE_SAMPLES = LEAST_TRIALS;

interface RuleCount {
  samples: number;
  readonly spots: Map<Spot, number>;
}

/** Adds up whose samples are. Takes as much memory as there are rules and places, however long the run. */
export class SampleCounts {
  readonly #rules = new Map<RuleIndex, RuleCount>();
  readonly others: Partial<Record<OtherOwner, number>> = {};
  samples = 0;

  add(profile: CpuProfile, ticksOfNode: ReadonlyMap<number, readonly OwnedTicks[]>): void {
    for (const { id } of profile.nodes) {
      for (const ticks of ticksOfNode.get(id) ?? []) this.#add(ticks);
    }
  }

  /** In the order of the pack. */
  rules(): RuleSamples[] {
    return [...this.#rules]
      .sort(([left], [right]) => left - right)
      .map(([rule, { samples, spots }]) => ({ rule, samples, hotSpots: hotSpots(samples, spots) }));
  }

  /** The hottest places of all rules, with shares of the samples of all rules; none where samples are too few. */
  hotSpots(): RunHotSpot[] {
    const all = [...this.#rules.values()];
    const total = all.reduce((sum, { samples }) => sum + samples, 0);
    const spots = new Map(all.flatMap((count) => [...count.spots]));
    const named = [...spots].filter(([, samples]) => samples >= LEAST_SPOT_SAMPLES);
    return ranked(total, named).map(([spot, samples]) => ({
      rule: spot.rule,
      ...hotSpot(spot, samples, total),
    }));
  }

  #add({ owner, samples }: OwnedTicks): void {
    this.samples += samples;
    if (owner.rule === undefined) {
      this.others[owner.other] = (this.others[owner.other] ?? 0) + samples;
      return;
    }
    let count = this.#rules.get(owner.rule);
    if (count === undefined) this.#rules.set(owner.rule, (count = { samples: 0, spots: new Map() }));
    count.samples += samples;
    if (owner.spot === undefined) return;
    count.spots.set(owner.spot, (count.spots.get(owner.spot) ?? 0) + samples);
  }
}

function hotSpots(total: number, spots: ReadonlyMap<Spot, number>): HotSpot[] {
  return ranked(total, [...spots]).map(([spot, samples]) => hotSpot(spot, samples, total));
}

function ranked(total: number, spots: readonly [Spot, number][]): readonly [Spot, number][] {
  if (total < LEAST_RULE_SAMPLES) return [];
  return spots.toSorted(([, left], [, right]) => right - left).slice(0, MAX_HOT_SPOTS);
}

function hotSpot({ kind, text, line, column }: Spot, samples: number, total: number): HotSpot {
  const interval = proportionInterval(samples, total);
  return { kind, text, line, column, share: samples / total, interval, samples };
}
