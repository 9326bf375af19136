import { printable } from '../report/terminal-text.ts';

/** What the reader of a comparison must know about it. */
export const FINDING_CODES = [
  'one-run',
  'rounds-too-few',
  'no-control',
  'side-effects',
  'answers-vary',
  'alerts-cut',
  'engines-differ',
  'run-incomplete',
  'rule-files-rejected',
  'stopped',
] as const;

/** Each carries its data; `findingEntry` words it. */
export type Finding =
  | { readonly code: 'one-run'; readonly rules: number }
  | {
      readonly code: 'rounds-too-few';
      readonly rounds: number;
      readonly edited: boolean;
      readonly rules: number;
      /** How many would do. */
      readonly needed: number;
    }
  | { readonly code: 'no-control'; readonly rules: number }
  | { readonly code: 'side-effects'; readonly rules: readonly string[] }
  | { readonly code: 'answers-vary'; readonly rules: readonly string[] }
  | { readonly code: 'alerts-cut'; readonly rules: readonly string[] }
  | { readonly code: 'engines-differ'; readonly base: string; readonly head: string }
  | { readonly code: 'run-incomplete'; readonly file: string; readonly reason: string }
  | { readonly code: 'rule-files-rejected'; readonly side: 'base' | 'head'; readonly count: number }
  | { readonly code: 'stopped'; readonly rounds: number; readonly asked: number };

/** As the file has it. */
export interface FindingEntry {
  readonly code: Finding['code'];
  readonly message: string;
  readonly advice?: string;
}

/** A finding as the file and the terminal have it, in one sentence and with advice. */
export function findingEntry(finding: Finding): FindingEntry {
  const { code } = finding;
  switch (code) {
    case 'one-run':
      return {
        code,
        message: `times of ${finding.rules} rules were not judged: with one run on a side nobody can tell a change from noise`,
        advice:
          'Give several runs with --base and --head, or let the packs be replayed in turn with --base-rules and --head-rules',
      };
    case 'rounds-too-few':
      return {
        code,
        message:
          `times of ${finding.rules} ${finding.edited ? 'edited' : 'unedited'} rules were not judged: ` +
          `${finding.rounds} replays a side are too few to tell anything of so many rules`,
        advice: `${finding.needed} replays a side are enough for them`,
      };
    case 'no-control':
      return {
        code,
        message: `only ${finding.rules} rules that take time are the same on both sides, so the speed of the machine was not taken out`,
        advice: 'Compare packs that have more in common, or take care that the machine does nothing else',
      };
    case 'side-effects':
      return {
        code,
        message: `not counted, as their text is the same: rules whose time moved with the rest of the pack: ${names(finding.rules)}`,
        advice:
          'What rules share is compiled while one of them runs, and which one depends on the pack; a longer recording makes that matter less',
      };
    case 'answers-vary':
      return {
        code,
        message: `rules whose replays did not find the same each time: ${names(finding.rules)}`,
        advice:
          'A rule that reaches its time limit may be taken out at another event each time; what it found and cost cannot be compared',
      };
    case 'alerts-cut':
      return {
        code,
        message: `rules with so many alerts that only the first were compared one by one: ${names(finding.rules)}`,
        advice: 'All are counted; to see which differ, replay less with --limit',
      };
    case 'engines-differ':
      return {
        code,
        message: `the runs are of different engines: ${printable(finding.base)} and ${printable(finding.head)}`,
        advice: 'A change may come from that and not from the rules',
      };
    case 'run-incomplete':
      return {
        code,
        message: `${printable(finding.file)} is of a run that did not come to its end (${finding.reason})`,
        advice: 'Compare whole runs',
      };
    case 'rule-files-rejected':
      return {
        code,
        message: `${finding.count} rule files of the ${finding.side} could not be read and are not compared`,
        advice: 'See the errors above, or `kestrel-perf check`',
      };
    case 'stopped':
      return {
        code,
        message: `the comparison was stopped after ${finding.rounds} of ${finding.asked} rounds`,
        advice: 'What is said is of those; let it come to its end for more',
      };
  }
}

const NAMED = 5;

function names(rules: readonly string[]): string {
  const more = rules.length > NAMED ? ` and ${rules.length - NAMED} more` : '';
  return rules.slice(0, NAMED).map(printable).join(', ') + more;
}
