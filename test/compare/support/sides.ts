import type { Counters } from '../../../src/compare/counters.ts';
import type { Side, SideRule } from '../../../src/compare/side.ts';

export interface SampleSideRule {
  readonly id: string;
  readonly file?: string;
  readonly text?: string | null;
  readonly cpuTimeNs?: readonly number[];
  readonly counters?: Partial<Counters>;
  readonly isStable?: boolean;
}

const NOTHING: Counters = {
  events_processed: 1000,
  evaluations: 1000,
  matches: 0,
  alerts_generated: 0,
  errors: 0,
  partial_matches: null,
  peak_partial_matches: null,
  expired: null,
  evicted: null,
  late_events: null,
  host_calls: null,
};

/** A rule of a side; what is not given is ordinary. */
export function sideRule({ id, file, text, cpuTimeNs, counters, isStable }: SampleSideRule): SideRule {
  return {
    id,
    name: id,
    file: file ?? `${id}.eql`,
    textHash: text === undefined ? `text of ${id}` : text,
    counters: { ...NOTHING, ...counters },
    cpuTimeNs: cpuTimeNs ?? [],
    isStable: isStable ?? true,
  };
}

export function side(packHash: string, rules: readonly SideRule[]): Side {
  return { packHash, rules, events: 1000, replays: rules[0]?.cpuTimeNs.length ?? 0 };
}

/** Times around a middle, all different, in an order that has nothing to do with their size. */
export function spread(middleNs: number, count: number, phase = 0): number[] {
  return Array.from(
    { length: count },
    (_, at) => middleNs * (1 + 0.02 * Math.sin(7.3 * (at + 1) + 2.9 * phase)),
  );
}
