import { bytesText, countText, shareText } from './figure-text.ts';
import { quarantineText, survivedText } from './rule-faults.ts';
import { ruleLabel } from './rule-label.ts';
import type { RuleRow } from './run-file.ts';
import { printable } from './terminal-text.ts';

/** Above this alert rate a rule drowns everything else. */
export const FLOOD_ALERT_RATE = 0.5;
/** Above this share of the events offered, the first step of a sequence is too generic, ... */
export const GENERIC_FIRST_STEP = 0.2;
/** ... if it begins so many partial matches that their cost can be seen. */
const MANY_FIRST_MATCHES = 1_000;
/** Rules named in a sentence before it says how many more there are. */
const NAMES_IN_A_SENTENCE = 3;
/** Rules that were taken out and are named with their reasons. */
const REASONS_SHOWN = 10;

/** What stands out among the rules of a run, a sentence each: which failed, never fired, fired too often. */
export function findingTexts(rows: readonly RuleRow[]): string[] {
  const neverOffered = rows.filter((row) => row.events_processed === 0);
  // A rule that was stopped did not get to fire.
  const neverFired = rows.filter(
    (row) => row.events_processed > 0 && row.alerts_generated === 0 && !row.quarantined,
  );
  const floods = rows.filter((row) => (row.alert_rate ?? 0) > FLOOD_ALERT_RATE);
  const sentences = [...faultTexts(rows), ...leakTexts(rows)];
  if (neverFired.length > 0) sentences.push(`${counted(neverFired)} never fired: ${names(neverFired)}`);
  if (neverOffered.length > 0) {
    const were = neverOffered.length === 1 ? 'was' : 'were';
    sentences.push(`${counted(neverOffered)} ${were} never offered an event: ${names(neverOffered)}`);
  }
  if (floods.length > 0) {
    const raised = floods.length === 1 ? 'raises' : 'raise';
    sentences.push(
      `${counted(floods)} ${raised} alerts on more than half of the events offered: ${names(floods)}`,
    );
  }
  const generic = rows.filter(hasGenericFirstStep);
  if (generic.length > 0) {
    const begin = generic.length === 1 ? 'begins' : 'begin';
    const events = `more than ${shareText(GENERIC_FIRST_STEP)} of the events offered`;
    sentences.push(
      `${counted(generic)} ${begin} a partial match on ${events}, so a narrower first step would make it cheaper: ` +
        names(generic),
    );
  }
  return sentences;
}

/** What a rule that leaks adds up to needs its figure beside it. */
function leakTexts(rows: readonly RuleRow[]): string[] {
  const leaking = rows.filter(({ leak }) => leak === true);
  const sentences = leaking.slice(0, NAMES_IN_A_SENTENCE).map((row) => {
    const growth = bytesText(row.memory_growth_bytes_per_1k_events);
    return `${ruleLabel(row)} leaks memory: ${growth} more with every 1,000 events`;
  });
  const others = leaking.length - sentences.length;
  if (others > 0)
    sentences.push(`${countText(others)} more ${others === 1 ? 'rule leaks' : 'rules leak'} memory`);
  return sentences;
}

/** A rule that failed needs its reason beside it: those that were taken out, then those that went on. */
function faultTexts(rows: readonly RuleRow[]): string[] {
  const failed = rows.flatMap((row) => (row.faults === null ? [] : [{ row, faults: row.faults }]));
  const taken = failed.filter(({ row }) => row.quarantined);
  const survived = failed.filter(({ row }) => !row.quarantined);
  const sentences = taken
    .slice(0, REASONS_SHOWN)
    .map(({ row, faults }) => `${ruleLabel(row)} ${printable(quarantineText(faults))}`);
  const others = taken.length - sentences.length;
  if (others > 0)
    sentences.push(`${countText(others)} more could not be started or were taken out of the run`);
  const [first] = survived;
  if (survived.length === 1)
    sentences.push(`${ruleLabel(first!.row)} ${printable(survivedText(first!.faults))}`);
  else if (survived.length > 1) {
    const went = survived.map(({ row }) => row);
    sentences.push(`${counted(went)} had faults and went on: ${names(went)}`);
  }
  return sentences;
}

/** Whether the first step of a sequence lets through so many events that their cost can be seen. */
export function hasGenericFirstStep({
  steps,
  events_processed,
}: Pick<RuleRow, 'steps' | 'events_processed'>): boolean {
  const begun = steps?.[0]?.matches ?? 0;
  return begun >= MANY_FIRST_MATCHES && begun > GENERIC_FIRST_STEP * events_processed;
}

function counted(rows: readonly RuleRow[]): string {
  return `${countText(rows.length)} ${rows.length === 1 ? 'rule' : 'rules'}`;
}

function names(rows: readonly RuleRow[]): string {
  const named = rows.slice(0, NAMES_IN_A_SENTENCE).map((row) => ruleLabel(row));
  const others = rows.length - named.length;
  return others === 0 ? named.join(', ') : `${named.join(', ')} and ${countText(others)} more`;
}
