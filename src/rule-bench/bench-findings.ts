import { durationText, shareText } from '../report/figure-text.ts';
import { printable } from '../report/terminal-text.ts';
import type { Side } from './side.ts';

/** What the reader of a bench must know about it. */
export const FINDING_CODES = [
  'stopped',
  'rule-files-rejected',
  'machine-busy',
  'rule-faulted',
  'never-reached',
  'no-matching-events',
  'no-other-events',
  'few-events',
  'margin-of-error',
  'rounds-apart',
  'outliers',
  'clock-steps',
  'decided-by-index',
  'answers-differ',
  'state-carries-over',
] as const;

/** Each carries its data; `findingEntry` words it. Rules are named by their ids. */
export type Finding =
  | { readonly code: 'stopped'; readonly measured: number; readonly planned: number }
  | { readonly code: 'rule-files-rejected'; readonly count: number }
  | { readonly code: 'machine-busy'; readonly waitingShare: number }
  | {
      readonly code: 'rule-faulted';
      readonly rules: readonly [string];
      /** When: as the stream was read, or as it was benched. */
      readonly during: 'reading' | 'bench';
      readonly kind: string;
      /** Untrusted. */
      readonly reason: string;
    }
  | {
      readonly code: 'few-events';
      readonly rules: readonly string[];
      readonly side: Side;
      readonly fewest: number;
    }
  | {
      readonly code: 'margin-of-error' | 'rounds-apart';
      readonly rules: readonly string[];
      readonly limit: number;
    }
  | { readonly code: 'clock-steps'; readonly rules: readonly string[]; readonly resolutionNs: number }
  | {
      readonly code:
        | 'never-reached'
        | 'no-matching-events'
        | 'no-other-events'
        | 'outliers'
        | 'decided-by-index'
        | 'answers-differ'
        | 'state-carries-over';
      readonly rules: readonly string[];
    };

/** As the file has it. */
export interface FindingEntry {
  readonly code: Finding['code'];
  readonly message: string;
  readonly advice?: string;
  readonly rules: string[];
}

/**
 * A finding as the file and the terminal have it: one sentence, advice, and the rules it is about.
 *
 * @param labelOf what a rule is called in the sentence, by its id: printable text
 */
export function findingEntry(
  finding: Finding,
  labelOf: (ruleId: string) => string = printable,
): FindingEntry {
  const rules = 'rules' in finding ? [...finding.rules] : [];
  return { code: finding.code, ...wording(finding, namesOf(rules.map(labelOf))), rules };
}

interface Wording {
  readonly message: string;
  readonly advice?: string;
}

/** @param names of the rules it is about, as text */
function wording(finding: Finding, names: string): Wording {
  switch (finding.code) {
    case 'stopped':
      return {
        message: `the bench was stopped after ${finding.measured} of ${finding.planned} measurements`,
        advice: 'Rules may lack figures, or have fewer rounds than the others',
      };
    case 'rule-files-rejected':
      return {
        message: `${finding.count} ${finding.count === 1 ? 'rule file was' : 'rule files were'} rejected and not benched`,
        advice: '`kestrel-perf check` says what is wrong with each',
      };
    case 'machine-busy':
      return {
        message: `the machine was busy: for ${shareText(finding.waitingShare)} of the time other work had the processors`,
        advice: 'Trust medians rather than means, or bench again when nothing else runs',
      };
    case 'rule-faulted':
      return {
        message:
          `${names} was left out, as it failed ` +
          `${finding.during === 'reading' ? 'on an event of the stream' : 'while it was benched'} ` +
          `(${finding.kind}): ${printable(finding.reason)}`,
        advice: 'Correct it; the time of a rule that fails is not the time of an evaluation',
      };
    case 'never-reached':
      return {
        message: `no event of the stream reached ${names}`,
        advice: 'Bench with a recording that holds events of the category and kind that the rule asks for',
      };
    case 'no-matching-events':
      return {
        message: `no event of the stream matched, so what a match takes is not known: ${names}`,
        advice: 'Add a recording, or a line you write yourself, that the rule should find',
      };
    case 'no-other-events':
      return {
        message: `all events that reached these rules matched, so what no match takes is not known: ${names}`,
        advice: 'Other events of the stream are ruled out by the index, before the rule',
      };
    case 'few-events':
      return {
        message:
          `fewer than ${finding.fewest} different events ${finding.side === 'match' ? 'that match' : 'that do not match'}, ` +
          `run again and again, which a processor learns by heart: ${names}`,
        advice: 'Take these figures for the least it can take; more events make them truer',
      };
    case 'margin-of-error':
      return {
        message: `the 95 % margin of error of the mean is more than ${shareText(finding.limit)}: ${names}`,
        advice: 'Read the median, or measure longer with --time-ms',
      };
    case 'rounds-apart':
      return {
        message: `the medians of the rounds are more than ${shareText(finding.limit)} apart: ${names}`,
        advice: 'A smaller difference between two rules says nothing; more --rounds on an idle machine help',
      };
    case 'outliers':
      return {
        message: `a few runs took much longer than the rest, by which means are too high: ${names}`,
        advice:
          'Read the median; garbage collection, V8 compiling late, or other work interrupted those runs',
      };
    case 'clock-steps':
      return {
        message: `runs are too short for a clock with steps of ${durationText(finding.resolutionNs)}: ${names}`,
        advice: 'Take their times for rough: they are too cheap to matter',
      };
    case 'decided-by-index':
      return {
        message: `the index alone decides these rules, so they take no time of their own: ${names}`,
        advice: 'They test nothing but what sort of event it is, which is looked up for all rules together',
      };
    case 'answers-differ':
      return {
        message: `these rules answered otherwise than in the stream, as they depend on what came before: ${names}`,
        advice: 'Their figures mix matches and others; replay the recording for what they cost in order',
      };
    case 'state-carries-over':
      return {
        message: `what these rules remember carries over from one run to the next: ${names}`,
        advice: 'A rule that remembers every event becomes slower the longer it is benched',
      };
  }
}

const NAMED = 3;

function namesOf(rules: readonly string[]): string {
  const more = rules.length > NAMED ? ` and ${rules.length - NAMED} more` : '';
  return rules.slice(0, NAMED).join(', ') + more;
}
