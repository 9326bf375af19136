import type { AdviceKind } from '../advice-kind.ts';
import { quoted } from '../quoted.ts';
import { trialAdvice } from '../trial-advice.ts';

/** A condition that held for every event that the rule looks at, and takes time. */
export const clauseAlwaysTrue: AdviceKind = (evidence) =>
  trialAdvice(evidence, 'drop', ({ span }, text) => ({
    code: 'clause-always-true',
    finding: `${quoted(text, span)} held for every sampled event that the rule looks at`,
    action: 'Leave it out if it holds for all events of that sort; else put it last, which changes no answer',
    span,
  }));
