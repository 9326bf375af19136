import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { RuleFault } from '../engine/predicate/predicate-fault.ts';
import type { Rule } from '../engine/rule.ts';
import type { Clock } from '../profiler/clock.ts';
import { BenchEngine, RuleFaultError } from './bench-engine.ts';
import type { SampledEvent } from './event-samples.ts';
import { measureSide, type SideMeasurement } from './measure-side.ts';
import { shuffled } from './shuffled.ts';
import { SIDES, type Side } from './side.ts';

/** A rule and the events it is benched on; a side without events is left out. */
export interface BenchSubject {
  readonly rule: Rule;
  readonly sample: Readonly<Record<Side, readonly SampledEvent[]>>;
}

/** What all rounds gave. */
export interface BenchedRounds {
  /** By place in the subjects; of a bench that was stopped, what was done by then. */
  readonly found: readonly SubjectRounds[];
  /** Measurements that are done. */
  readonly measured: number;
}

/** What the rounds gave of one subject, one measurement a round. */
export interface SubjectRounds {
  readonly measurements: Readonly<Record<Side, readonly SideMeasurement[]>>;
  /** What it did wrong; it was not measured any more then. */
  readonly fault: RuleFault | undefined;
}

/** What is measured, how, and what ends it. */
export interface RoundsOptions {
  readonly subjects: readonly BenchSubject[];
  readonly rounds: number;
  /** Of one measurement. */
  readonly timeMs: number;
  readonly lua: LuaRuntime;
  readonly clock: Clock;
  /** Uniform in 0 to 1, without 1; decides the order. */
  readonly random: () => number;
  /** Looked at between two rules. */
  readonly signal: AbortSignal;
  /** Told before each rule. */
  readonly onProgress: (measured: number) => void;
}

/**
 * Measures all subjects one after another, then all again, each round in an order of its own: a machine that becomes
 * slower or faster meanwhile favours none of them. A rule is loaded anew each time, so nothing of a round is left in the
 * next one.
 */
export async function benchRounds(options: RoundsOptions): Promise<BenchedRounds> {
  const { subjects, rounds, random, signal } = options;
  const found = subjects.map(() => ({
    measurements: { match: [] as SideMeasurement[], no_match: [] as SideMeasurement[] },
    fault: undefined as RuleFault | undefined,
  }));
  let measured = 0;
  for (let round = 0; round < rounds; round++) {
    for (const at of shuffled(subjects.length, random)) {
      options.onProgress(measured);
      // Lets signals in.
      await nextTurn();
      if (signal.aborted) return { found, measured };
      const { measurements, fault } = found[at]!;
      if (fault === undefined) {
        const outcome = await measureSubject(subjects[at]!, round, options);
        if ('fault' in outcome) found[at]!.fault = outcome.fault;
        else
          for (const side of SIDES) if (outcome[side] !== undefined) measurements[side].push(outcome[side]);
      }
      measured += sidesOf(subjects[at]!).length;
    }
  }
  return { found, measured };
}

/** The sides of a subject that have events. */
export function sidesOf({ sample }: BenchSubject): Side[] {
  return SIDES.filter((side) => sample[side].length > 0);
}

type Outcome = Partial<Record<Side, SideMeasurement>> | { readonly fault: RuleFault };

async function measureSubject(
  { rule, sample }: BenchSubject,
  round: number,
  { timeMs, lua, clock }: RoundsOptions,
): Promise<Outcome> {
  const engine = await BenchEngine.load(rule, lua, clock);
  const order = rule.kind === 'sequence' ? 'in-place' : 'in-turn';
  const measured: Partial<Record<Side, SideMeasurement>> = {};
  try {
    // The side that comes first finds V8 and the rule fresh: it is another one each round.
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
      if (sample[side].length > 0)
        measured[side] = measureSide(engine, sample[side], { timeMs, order, clock });
    }
    return measured;
  } catch (error) {
    if (error instanceof RuleFaultError) return { fault: error.fault };
    throw error;
  } finally {
    engine.close();
  }
}
