import type { Comparison } from './comparison-file.ts';
import { answersDiffer } from './worst-first.ts';

/** What a comparison may be asked to fail on. */
export const FAIL_ON = ['regression', 'answers'] as const;
/** `regression`: a rule became slower. `answers`: a rule of both sides finds something else. */
export type FailOn = (typeof FAIL_ON)[number];

/** Whether what was asked to fail on has occurred. */
export function isRegression({ rules }: Comparison, failOn: readonly FailOn[]): boolean {
  return rules.some(
    (rule) =>
      (failOn.includes('regression') && rule.time.verdict === 'slower') ||
      (failOn.includes('answers') && answersDiffer(rule)),
  );
}
