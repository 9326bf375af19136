import type { AdviceKind } from '../advice-kind.ts';
import { quoted } from '../quoted.ts';
import { trialAdvice } from '../trial-advice.ts';

/** A regular expression that says no more than a plain test would. */
export const patternCouldBePlain: AdviceKind = (evidence) =>
  trialAdvice(evidence, 'plain', ({ span, replacement }, text) => ({
    code: 'pattern-could-be-plain',
    finding: `the regular expression in ${quoted(text, span)} says no more than a plain test`,
    action: `Write ${replacement}, which holds for the same texts`,
    span,
  }));
