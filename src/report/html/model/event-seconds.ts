import { eventTimeText } from '../../event-time.ts';
import { NOT_MEASURED } from '../../figure-text.ts';

/** An event's time to the second, `2024-05-01 10:00:00Z`; the run file has the nanoseconds. */
export function eventSecondsText(timeNs: bigint | null): string {
  const text = timeNs === null ? null : eventTimeText(timeNs);
  return text === null ? NOT_MEASURED : `${text.slice(0, text.indexOf('.')).replace('T', ' ')}Z`;
}
