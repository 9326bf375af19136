import { countText, shareText } from '../../report/figure-text.ts';
import { FLOOD_ALERT_RATE } from '../../report/finding-texts.ts';
import type { AdviceKind } from '../advice-kind.ts';

/** A rule that alerts on more than half of what it is offered. */
export const alertsOnMostEvents: AdviceKind = ({ alerts, offered }) => {
  const rate = offered === 0 ? 0 : alerts / offered;
  if (rate <= FLOOD_ALERT_RATE) return [];
  return [
    {
      code: 'alerts-on-most-events',
      finding: `it raised ${countText(alerts)} alerts for ${countText(offered)} events offered, ${shareText(rate)}`,
      action: 'Narrow its condition: nobody can look at so many alerts',
      evidence: { alerts_generated: alerts, events_processed: offered, alert_rate: rate },
      savesNs: null,
    },
  ];
};
