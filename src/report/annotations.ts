import type { RunFile } from './run-file.ts';
import type { VerdictEntry } from './verdict.ts';
import { verdictLabels, verdictText, verdictWord } from './verdict-text.ts';
import { visibleText } from './visible-text.ts';

/** GitHub shows no more of a level from one step. */
export const MAX_ANNOTATIONS = 10;

/** Where a rule's text begins. */
export interface RulePlace {
  /** Relative to the root of the repository, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The verdicts that did not pass as commands of GitHub Actions, which shows them at the rule's place: the worst ones of
 * each level, one per line.
 *
 * @param placeOf where a rule is, by its id; undefined where that is not known
 * @returns nothing where all passed; else ends with a line break
 */
export function annotationsText(
  run: Pick<RunFile, 'budgets' | 'rules'>,
  placeOf: (ruleId: string) => RulePlace | undefined,
): string {
  const label = verdictLabels(run);
  const lines = (effect: 'fail' | 'warn', command: string): string[] =>
    run.budgets
      .filter((entry) => entry.effect === effect)
      .slice(0, MAX_ANNOTATIONS)
      .map((entry) =>
        commandText(
          command,
          label(entry),
          entry,
          entry.rule_id === null ? undefined : placeOf(entry.rule_id),
        ),
      );
  return [...lines('fail', 'error'), ...lines('warn', 'warning')].map((line) => `${line}\n`).join('');
}

function commandText(
  command: string,
  label: string,
  entry: VerdictEntry,
  place: RulePlace | undefined,
): string {
  const title = `Budget ${verdictWord(entry)}`;
  const properties = Object.entries({
    ...(place !== undefined && { file: visibleText(place.file), line: String(place.line) }),
    title,
  }).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::${command} ${properties.join(',')}::${escaped(`${label}: ${verdictText(entry)}`)}`;
}

/** A text within a command; else it could end the command and begin another. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
