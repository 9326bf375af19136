import { lintQuery } from '../../engine/eql/lint/lint-query.ts';
import type { EqlWarning } from '../../engine/eql/warning.ts';
import { isEqlRule, type Rule, type RuleIndex } from '../../engine/rule.ts';
import type { MetricsTable } from '../../profiler/metrics-table.ts';
import { bytesText, countText, shareText } from '../../report/figure-text.ts';
import { GENERIC_FIRST_STEP, hasGenericFirstStep } from '../../report/finding-texts.ts';
import { faultsEntry } from '../../report/rule-faults.ts';
import { describeWarning, type Warning } from '../../report/warnings.ts';
import type { RunKnowledge } from './run-knowledge.ts';

/** More than anybody reads about one rule; a query of a million patterns could have as many. */
const MAX_QUERY_ADVICE = 10;

/**
 * What the run has shown that the author of a rule can do something about, a sentence each, the gravest first. All of
 * it is what warnings and findings of a report say, no more. Holds untrusted text.
 */
export function ruleAdvice(rule: Rule, index: RuleIndex, table: MetricsTable, known: RunKnowledge): string[] {
  return [
    ...faultAdvice(rule, index, known),
    ...leakAdvice(rule, index, known),
    ...sequenceAdvice(rule, index, table),
    ...silenceAdvice(rule, index, table, known),
  ];
}

/** What stands out in a rule's query before anything runs, a sentence each, in the order of its text. */
export function queryAdvice(rule: Rule): string[] {
  if (!isEqlRule(rule)) return [];
  const warnings: EqlWarning[] = [];
  lintQuery(rule.query, { dialect: rule.dialect }, (warning) => warnings.push(warning));
  return warnings
    .toSorted((left, right) => left.span.start.offset - right.span.start.offset)
    .slice(0, MAX_QUERY_ADVICE)
    .map(
      ({ message, advice, span }) => `Line ${rule.origin.line + span.start.line - 1}: ${message}. ${advice}`,
    );
}

function faultAdvice({ id }: Rule, index: RuleIndex, { faults }: RunKnowledge): string[] {
  const found = faults.of(index);
  if (found === undefined) return [];
  const code = found.quarantine === undefined ? 'rule-faults' : 'rule-quarantined';
  return [adviceOf({ code, ruleId: id, faults: faultsEntry(found) })];
}

function leakAdvice({ id, kind }: Rule, index: RuleIndex, { findings }: RunKnowledge): string[] {
  const memory = findings?.memory?.rules[index];
  if (memory?.leak !== true || memory.growth === null) return [];
  const { bytesPer1kEvents } = memory.growth;
  const runtime = kind === 'wasm' ? 'wasm' : 'lua';
  const what = `It leaks memory, ${bytesText(bytesPer1kEvents)} more with every 1,000 events`;
  return [`${what}. ${adviceOf({ code: 'rule-leaks', ruleId: id, runtime, bytesPer1kEvents })}`];
}

/** What a sequence begins in vain, and what it had to give up. The table has NaN for rules that remember nothing. */
function sequenceAdvice({ id }: Rule, index: RuleIndex, table: MetricsTable): string[] {
  const evicted = table.evicted[index]!;
  const lateEvents = table.lateEvents[index]!;
  const texts: string[] = [];
  const steps = Array.from({ length: table.stepsOf(index) }, (_, step) => {
    const at = table.stepIndex(index, step);
    return { evaluations: table.stepEvaluations[at]!, matches: table.stepMatches[at]! };
  });
  if (hasGenericFirstStep({ steps, events_processed: table.offered[index]! })) {
    const what = `It begins a partial match on more than ${shareText(GENERIC_FIRST_STEP)} of the events offered`;
    texts.push(`${what}. A narrower first step would make it cheaper`);
  }
  if (evicted > 0) {
    const what = `It dropped ${countText(evicted)} partial matches or keys at a limit, and may have missed alerts`;
    texts.push(`${what}. ${adviceOf({ code: 'partial-matches-evicted', ruleId: id, evicted })}`);
  }
  if (lateEvents > 0) {
    const what = `${countText(lateEvents)} events came too late for it to be put in the order of time`;
    texts.push(`${what}. ${adviceOf({ code: 'late-events', events: lateEvents, rules: [id] })}`);
  }
  return texts;
}

/** While a run goes on, a rule may still fire. One that was taken out did not get to. */
function silenceAdvice(
  rule: Rule,
  index: RuleIndex,
  table: MetricsTable,
  { isOver }: RunKnowledge,
): string[] {
  if (!isOver || table.alerts[index]! > 0 || table.quarantined[index]! > 0) return [];
  const offered = table.offered[index]!;
  if (offered === 0) return ['It was never offered an event: none of those replayed is of its category'];
  const unmet = unmetStep(rule, index, table);
  const why = unmet === undefined ? '' : `: no event met step ${unmet}`;
  return [`It was offered ${countText(offered)} ${offered === 1 ? 'event' : 'events'} and never fired${why}`];
}

/** The first step of a sequence or sample, from 1, that needs an event and had none; undefined for other rules. */
function unmetStep(rule: Rule, index: RuleIndex, table: MetricsTable): number | undefined {
  if (!isEqlRule(rule) || rule.query.kind === 'event') return undefined;
  const steps: readonly { readonly missing?: boolean }[] = rule.query.steps;
  const at = steps.findIndex(
    ({ missing }, step) => missing !== true && table.stepMatches[table.stepIndex(index, step)] === 0,
  );
  return at === -1 ? undefined : at + 1;
}

function adviceOf(warning: Warning): string {
  return describeWarning(warning).advice ?? '';
}
