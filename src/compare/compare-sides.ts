import { median } from '../profiler/statistics/median.ts';
import type { AlertDifference } from './alert-difference.ts';
import {
  COMPARISON_VERSION,
  type ComparedRule,
  type ComparedTime,
  type Comparison,
} from './comparison-file.ts';
import { type Finding, findingEntry } from './comparison-findings.ts';
import { COUNTERS } from './counters.ts';
import { FALSE_ALARM_CHANCE, judgeTimes, roundsFor, type TimeJudgement } from './judge-times.ts';
import { type MatchedRules, matchRules, type RulePair } from './match-rules.ts';
import { prepareTimes } from './prepare-times.ts';
import type { Side, SideRule } from './side.ts';
import { worstFirst } from './worst-first.ts';

/** What a comparison needs to know beside its sides. */
export interface CompareOptions {
  /** The smallest change of a time that counts, as a share of 1. */
  readonly effect: number;
  /** What differs between the alerts of two rules; null where alerts are not known one by one. */
  readonly alertsOf: (base: SideRule, head: SideRule) => AlertDifference | null;
  /** What was found before. */
  readonly findings: readonly Finding[];
}

/** Compares two sides that were replayed over the same stream. */
export function compareSides(base: Side, head: Side, options: CompareOptions): Comparison {
  const matched = matchRules(base.rules, head.rules, base.packHash === head.packHash);
  const prepared = prepareTimes(matched.pairs);
  const tried = judgePairs(matched.pairs, prepared.times, options.effect);
  const judged = hasOtherRules(matched) ? tried.map((one, at) => sideEffect(matched.pairs[at]!, one)) : tried;
  const rules = matched.pairs.map((pair, at) =>
    comparedRule(
      pair,
      judged[at] ?? null,
      pair.base.isStable && pair.head.isStable ? options.alertsOf(pair.base, pair.head) : null,
    ),
  );
  const findings = [...options.findings, ...timeFindings(matched.pairs, judged, base, head)];
  const tested = judged.filter((judgement) => judgement !== null);
  if (prepared.machine === null && tested.length > 0)
    findings.push({ code: 'no-control', rules: prepared.controlRules });
  const moved = rules.filter(({ time }) => time.verdict === 'side-effect').map(({ rule_id }) => rule_id);
  if (moved.length > 0) findings.push({ code: 'side-effects', rules: moved });
  const varying = [...base.rules, ...head.rules].filter(({ isStable }) => !isStable).map(({ id }) => id);
  if (varying.length > 0) findings.push({ code: 'answers-vary', rules: [...new Set(varying)] });
  const cut = rules.filter(({ alerts }) => alerts !== null && alerts.compared_before_event !== null);
  if (cut.length > 0) findings.push({ code: 'alerts-cut', rules: cut.map(({ rule_id }) => rule_id) });
  return {
    schema_version: COMPARISON_VERSION,
    base: describeSide(base),
    head: describeSide(head),
    effect: options.effect,
    false_alarm_chance: FALSE_ALARM_CHANCE,
    machine: prepared.machine && { base: [...prepared.machine.base], head: [...prepared.machine.head] },
    rules: worstFirst(rules),
    added: matched.added.map(otherRule),
    removed: matched.removed.map(otherRule),
    findings: findings.map(findingEntry),
  };
}

/** Whether it is known that rules were edited, added or removed. */
function hasOtherRules({ pairs, added, removed }: MatchedRules): boolean {
  return added.length + removed.length > 0 || pairs.some(({ isEdited }) => isEdited === true);
}

/**
 * A rule whose text is the same did not become slower by itself. V8 compiles what rules share while one of them runs, and
 * which one that is changes with the pack: that can double the time of a rule in a short replay, each time alike.
 */
function sideEffect({ isEdited }: RulePair, judgement: TimeJudgement | null): TimeJudgement | null {
  if (isEdited !== false || judgement === null) return judgement;
  const moved = judgement.verdict === 'slower' || judgement.verdict === 'faster';
  return moved ? { ...judgement, verdict: 'side-effect' } : judgement;
}

function judgePairs(
  pairs: readonly RulePair[],
  times: ReturnType<typeof prepareTimes>['times'],
  effect: number,
): (TimeJudgement | null)[] {
  const places = [...times.keys()].filter((at) => times[at] !== null);
  const judgements = judgeTimes(
    places.map((at) => ({ ...times[at]!, isEdited: pairs[at]!.isEdited === true })),
    effect,
  );
  const byPair = new Map(places.map((at, index) => [at, judgements[index]!]));
  return pairs.map((_, at) => byPair.get(at) ?? null);
}

function comparedRule(
  { base, head, isEdited }: RulePair,
  judgement: TimeJudgement | null,
  alerts: AlertDifference | null,
): ComparedRule {
  // Where one side differs from itself, that it differs from the other means nothing.
  const isStable = base.isStable && head.isStable;
  const changed = isStable ? COUNTERS.filter((name) => base.counters[name] !== head.counters[name]) : [];
  return {
    rule_id: head.id,
    base_rule_id: base.id,
    name: head.name,
    edited: isEdited,
    time: comparedTime(base, head, judgement),
    counters: changed.map((name) => ({ name, base: base.counters[name], head: head.counters[name] })),
    alerts: alerts && {
      gained: alerts.gained,
      lost: alerts.lost,
      first_gained: alerts.firstGained.map((events) => [...events]),
      first_lost: alerts.firstLost.map((events) => [...events]),
      compared_before_event: alerts.comparedBeforeEvent,
    },
  };
}

function comparedTime(base: SideRule, head: SideRule, judgement: TimeJudgement | null): ComparedTime {
  const [baseNs, headNs] = [base, head].map(perEventNs) as [number | null, number | null];
  return {
    verdict: judgement?.verdict ?? 'too-cheap',
    base_ns_per_event: baseNs,
    head_ns_per_event: headNs,
    ratio: judgement?.ratio ?? null,
    interval: judgement?.interval ? [...judgement.interval] : null,
    p_value: judgement?.pValue ?? null,
    corrected_p_value: judgement?.correctedPValue ?? null,
  };
}

function perEventNs({ cpuTimeNs, counters }: SideRule): number | null {
  const events = counters.events_processed ?? 0;
  return events === 0 ? null : median(cpuTimeNs) / events;
}

/** Why rules that take time were not judged. */
function timeFindings(
  pairs: readonly RulePair[],
  judged: readonly (TimeJudgement | null)[],
  base: Side,
  head: Side,
): Finding[] {
  const tested = pairs.flatMap(({ isEdited }, at) => (judged[at] ? [isEdited === true] : []));
  const unjudged = pairs.flatMap(({ isEdited }, at) =>
    judged[at]?.verdict === 'not-judged' ? [isEdited === true] : [],
  );
  if (unjudged.length === 0) return [];
  if (base.replays === 1 || head.replays === 1) return [{ code: 'one-run', rules: unjudged.length }];
  const chance = FALSE_ALARM_CHANCE / new Set(tested).size;
  return [true, false].flatMap((edited): Finding[] => {
    const rules = unjudged.filter((one) => one === edited).length;
    const rounds = Math.min(base.replays, head.replays);
    return rules === 0
      ? []
      : [{ code: 'rounds-too-few', rounds, edited, rules, needed: roundsFor(rules, chance) }];
  });
}

function describeSide({ packHash, rules, replays, events }: Side): Comparison['base'] {
  return { pack_hash: packHash, rules: rules.length, replays, events };
}

function otherRule({ id, name, counters }: SideRule): Comparison['added'][number] {
  return { rule_id: id, name, alerts: counters.alerts_generated ?? 0 };
}
