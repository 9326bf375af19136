import { isEqlRule } from '../../engine/rule.ts';
import { countText, shareText } from '../../report/figure-text.ts';
import { hasGenericFirstStep } from '../../report/finding-texts.ts';
import type { AdviceKind } from '../advice-kind.ts';

/** A sequence whose first step begins a partial match at many of the events offered. */
export const genericFirstStep: AdviceKind = ({ rule, offered, steps, peakPartialMatches }) => {
  if (!isEqlRule(rule) || rule.query.kind === 'event') return [];
  if (!hasGenericFirstStep({ steps: [...steps], events_processed: offered })) return [];
  const begun = steps[0]!.matches;
  return [
    {
      code: 'generic-first-step',
      finding: `its first step held for ${countText(begun)} of ${countText(offered)} events offered, ${shareText(begun / offered)}, and each begins a partial match`,
      action: 'Narrow the first step, or begin with one that fewer events meet',
      span: rule.query.steps[0]!.span,
      evidence: {
        first_step_matches: begun,
        events_processed: offered,
        ...(peakPartialMatches !== null && { peak_partial_matches: peakPartialMatches }),
      },
      savesNs: null,
    },
  ];
};
