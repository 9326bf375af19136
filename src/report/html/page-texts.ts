import { conservationTexts } from '../conservation-text.ts';
import { findingTexts } from '../finding-texts.ts';
import { instrumentTexts } from '../instrument-text.ts';
import type { RunFile } from '../run-file.ts';
import type { Effect } from '../verdict.ts';
import { measuredText, verdictCounts, verdictLabels, verdictWord } from '../verdict-text.ts';

/** One verdict in words. */
export interface VerdictTexts {
  readonly effect: Effect;
  readonly word: string;
  /** The rule, or the whole run. */
  readonly subject: string;
  readonly figure: string;
  readonly budget: string;
  /** Empty where there is nothing to add. */
  readonly reason: string;
}

/** The sentences of a page: the same that the terminal's report has, which need Node to be made. */
export interface PageTexts {
  /** Whether times add up, and what the machine did to them. */
  readonly conservation: readonly string[];
  /** What measured, and what that cost. */
  readonly instrument: readonly string[];
  /** What stands out among the rules. */
  readonly findings: readonly string[];
  readonly verdicts: readonly VerdictTexts[];
  /** The verdicts counted, in a line; empty without budgets. */
  readonly verdictCounts: string;
}

/** The sentences of a run's page. */
export function pageTexts(run: RunFile): PageTexts {
  const label = verdictLabels(run);
  return {
    conservation: conservationTexts(run),
    instrument: instrumentTexts(run),
    findings: findingTexts(run.rules),
    verdicts: run.budgets.map((entry) => ({
      effect: entry.effect,
      word: verdictWord(entry),
      subject: label(entry),
      figure: measuredText(entry),
      budget: entry.budget,
      reason: entry.reason ?? '',
    })),
    verdictCounts: run.budgets.length === 0 ? '' : verdictCounts(run.budgets),
  };
}
