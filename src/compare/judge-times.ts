import { hodgesLehmann } from '../profiler/statistics/hodges-lehmann.ts';
import { holm } from '../profiler/statistics/holm.ts';
import { mannWhitney, smallestPValue } from '../profiler/statistics/mann-whitney.ts';

/** What is said of a rule's time. */
export const VERDICTS = [
  'slower',
  'faster',
  'same',
  'unclear',
  'side-effect',
  'too-cheap',
  'not-judged',
] as const;
/**
 * `same`: the whole interval is smaller than the stated effect. `unclear`: a larger one could not be excluded.
 * `side-effect`: it moved, and nothing in the rule did: other rules of the pack changed. `too-cheap`: its share of the time
 * is too small to matter, and was not tested. `not-judged`: too few replays to ever tell.
 */
export type Verdict = (typeof VERDICTS)[number];

/** The smallest change of a time that counts unless another is given, as a share of 1. */
export const DEFAULT_EFFECT = 0.1;

/** The chance that any change is reported where there is none, over all rules together. */
export const FALSE_ALARM_CHANCE = 0.01;

/** A rule's times, ready to be compared. */
export interface RuleTimes {
  /** Of each replay, with the speed of the machine taken out; in any unit, above 0. */
  readonly base: readonly number[];
  readonly head: readonly number[];
  /** Rules whose text differs are tested apart from the many whose does not. */
  readonly isEdited: boolean;
}

/** What the times of a rule say. */
export interface TimeJudgement {
  readonly verdict: Verdict;
  /** Head over base. */
  readonly ratio: number;
  /** 95 % interval of `ratio`; null with too few replays. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Of the rank test; null where nothing was tested. */
  readonly pValue: number | null;
  /** The same, corrected by Holm for the rules tested with it. */
  readonly correctedPValue: number | null;
}

/**
 * Judges rules by a rank test, corrected for their number. Edited rules are a few among many, so they are tested as a
 * family of their own: half of the chance of a false alarm is theirs, and the other half is left for all others. Where one
 * family is empty, the other has all of it.
 *
 * @param effect the smallest change that counts, as a share of 1: with 0.1 a ratio from 1.1, or down to 1 / 1.1
 */
export function judgeTimes(rules: readonly RuleTimes[], effect: number): TimeJudgement[] {
  const families = [true, false].map((isEdited) => rules.filter((rule) => rule.isEdited === isEdited));
  const inUse = families.filter((family) => family.length > 0);
  const judged = new Map<RuleTimes, TimeJudgement>();
  for (const family of inUse) {
    const chance = FALSE_ALARM_CHANCE / inUse.length;
    for (const [at, judgement] of judgeFamily(family, chance, effect).entries())
      judged.set(family[at]!, judgement);
  }
  return rules.map((rule) => judged.get(rule)!);
}

/** How many rules of a family replays of this number per side can judge: the best p-value times that is the chance. */
export function mostJudged(base: number, head: number, chance: number): number {
  return Math.floor(chance / smallestPValue(base, head));
}

/** The fewest rounds in which so many rules of a family can be judged. */
export function roundsFor(rules: number, chance: number): number {
  let rounds = 1;
  while (mostJudged(rounds, rounds, chance) < rules) rounds++;
  return rounds;
}

function judgeFamily(family: readonly RuleTimes[], chance: number, effect: number): TimeJudgement[] {
  const { base, head } = family[0]!;
  const canTell = mostJudged(base.length, head.length, chance) >= family.length;
  const pValues = family.map((rule) => mannWhitney(rule.base, rule.head).pValue);
  const corrected = holm(pValues);
  return family.map((rule, at) => {
    const { shift, interval } = hodgesLehmann(rule.base.map(Math.log), rule.head.map(Math.log));
    const ratio = Math.exp(shift);
    const bounds = interval === null ? null : ([Math.exp(interval[0]), Math.exp(interval[1])] as const);
    if (!canTell)
      return { verdict: 'not-judged', ratio, interval: bounds, pValue: null, correctedPValue: null };
    const verdict = verdictOf(ratio, bounds, corrected[at]! <= chance, effect);
    return { verdict, ratio, interval: bounds, pValue: pValues[at]!, correctedPValue: corrected[at]! };
  });
}

function verdictOf(
  ratio: number,
  interval: TimeJudgement['interval'],
  isSignificant: boolean,
  effect: number,
): Verdict {
  const [least, most] = [1 / (1 + effect), 1 + effect];
  if (isSignificant && ratio >= most) return 'slower';
  if (isSignificant && ratio <= least) return 'faster';
  return interval !== null && interval[0] > least && interval[1] < most ? 'same' : 'unclear';
}
