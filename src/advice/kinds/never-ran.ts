import type { AdviceKind } from '../advice-kind.ts';

/** A rule that was never offered an event. */
export const neverRan: AdviceKind = ({ offered, quarantined }) =>
  offered > 0 || quarantined
    ? []
    : [
        {
          code: 'never-ran',
          finding: 'it was never offered an event: none of those replayed is of its category',
          action: 'Replay a recording that has such events; this one does not test the rule',
          evidence: { events_processed: 0 },
          savesNs: null,
        },
      ];
