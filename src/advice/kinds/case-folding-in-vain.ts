import { countText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';
import { quoted } from '../quoted.ts';
import { trialAdvice } from '../trial-advice.ts';

/** A regular expression that ignores case where the data has but one. */
export const caseFoldingInVain: AdviceKind = (evidence) =>
  trialAdvice(evidence, 'case', ({ span, values }, text) => ({
    code: 'case-folding-in-vain',
    finding:
      `${quoted(text, span)} ignores case, but none of the ${countText(values)} values in the sample differ by case ` +
      'alone, and with case it holds for the same events',
    action:
      'Write regex instead of regex~ if whoever writes the field has only one case; attackers vary what they can',
    span,
    evidence: { distinct_values: values },
  }));
