import { shareText } from '../../report/figure-text.ts';
import type { AdviceKind } from '../advice-kind.ts';
import { quoted } from '../quoted.ts';
import { trialAdvice } from '../trial-advice.ts';

/** An operand of `and` or `or` that another one should stand before. */
export const expensiveClauseFirst: AdviceKind = (evidence) =>
  trialAdvice(evidence, 'move', ({ operator, moved, before, movedSettles, beforeSettles }, text) => {
    const settles = operator === 'and' ? 'rules out' : 'is true for';
    return {
      code: 'expensive-clause-first',
      finding:
        `${quoted(text, before)} ${settles} ${shareText(beforeSettles)} of the events that reach it, and is run before ` +
        `${quoted(text, moved)}, which ${settles} ${shareText(movedSettles)} of them`,
      action: `Put ${quoted(text, moved)} before it; the answers are the same`,
      span: before,
      evidence: { moved_settles_share: movedSettles, before_settles_share: beforeSettles },
    };
  });
