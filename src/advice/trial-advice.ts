import { durationText } from '../report/figure-text.ts';
import type { Advice } from './advice-kind.ts';
import type { Rewrite } from './census/census-findings.ts';
import type { RuleEvidence } from './rule-evidence.ts';
import { savingOf } from './saving.ts';

type RewriteOf<K extends Rewrite['kind']> = Extract<Rewrite, { kind: K }>;

/** What is said of a rewritten condition that is worth it. */
type Wording<K extends Rewrite['kind']> = (
  rewrite: RewriteOf<K>,
  ruleText: string,
) => Pick<Advice, 'code' | 'finding' | 'action' | 'span'> & { readonly evidence?: Advice['evidence'] };

/** Advice for each trial of one kind that spares time worth a change. */
export function trialAdvice<K extends Rewrite['kind']>(
  evidence: RuleEvidence,
  kind: K,
  word: Wording<K>,
): readonly Advice[] {
  return evidence.census.flatMap((filter) =>
    filter.trials.flatMap((trial): Advice[] => {
      if (trial.rewrite.kind !== kind) return [];
      const saving = savingOf(trial, filter, evidence);
      if (saving === undefined) return [];
      const worded = word(trial.rewrite as RewriteOf<K>, evidence.rule.text);
      const finding = `${worded.finding}; in trials an event took ${durationText(trial.beforeNs)}, changed ${durationText(trial.afterNs)}`;
      const figures = { ...worded.evidence, ...saving.evidence };
      return [{ ...worded, finding, savesNs: saving.savesNs, evidence: figures }];
    }),
  );
}
