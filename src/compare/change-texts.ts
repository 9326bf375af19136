import { countText } from '../report/figure-text.ts';
import type { AlertEvents } from './alert-record.ts';
import type { ComparedRule, ComparedTime } from './comparison-file.ts';

/** `+32.1 %`, or `-` where it is not known. */
export function changeText(ratio: number | null): string {
  if (ratio === null) return '-';
  const percent = (ratio - 1) * 100;
  return `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

/** `+25.2 to +40.0 %` */
export function intervalText({ interval }: ComparedTime): string {
  if (interval === null) return '-';
  return `${changeText(interval[0]).replace(' %', '')} to ${changeText(interval[1])}`;
}

/** How many alerts were gained and lost, or the two numbers where only those are known; empty where none changed. */
export function alertsText({ alerts, counters }: ComparedRule): string {
  if (alerts !== null && alerts.gained + alerts.lost > 0)
    return `+${countText(alerts.gained)} -${countText(alerts.lost)}`;
  const counted = counters.find(({ name }) => name === 'alerts_generated');
  return counted === undefined ? '' : `${countText(counted.base ?? 0)} → ${countText(counted.head ?? 0)}`;
}

/** `events 17, 4+9+-`: the events of a sequence are joined, a missing step is `-`. */
export function eventsText(alerts: readonly AlertEvents[], total: number): string {
  const shown = alerts.map((events) => events.map((event) => event ?? '-').join('+'));
  const more = total > shown.length ? `, and ${countText(total - shown.length)} more` : '';
  return `${shown.length === 1 && total === 1 ? 'event' : 'events'} ${shown.join(', ')}${more}`;
}
