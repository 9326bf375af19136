import { isEqlRule } from '../../engine/rule.ts';
import { countText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';

/** A sequence that waits for ever for its next event. */
export const sequenceWithoutMaxspan: AdviceKind = ({ rule, peakPartialMatches }) => {
  if (!isEqlRule(rule) || rule.query.kind !== 'sequence' || rule.query.maxspanMs !== null) return [];
  const peak = peakPartialMatches ?? 0;
  return [
    {
      code: 'sequence-without-maxspan',
      finding: `it has no maxspan, so what it began is kept until the end; at its peak it held ${countText(peak)} partial matches`,
      action: 'Write "with maxspan=…", as long as the steps may be apart',
      evidence: { peak_partial_matches: peak },
      savesNs: null,
    },
  ];
};
