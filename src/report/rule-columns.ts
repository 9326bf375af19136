import { eventTimeText } from './event-time.ts';
import {
  bytesText,
  countText,
  durationText,
  latencyText,
  millisecondsText,
  NOT_MEASURED,
  rateText,
  shareText,
} from './figure-text.ts';
import { ruleLabel } from './rule-label.ts';
import type { RuleRow } from './run-file.ts';
import type { Column } from './table-layout.ts';

/** The columns of the ranked table, in order. On a narrow terminal the highest `dropOrder` goes first. */
export const RULE_COLUMNS: readonly Column<RuleRow>[] = [
  { header: '#', align: 'right', dropOrder: 0, text: (_, rank) => String(rank) },
  { header: 'rule', align: 'left', dropOrder: 0, minWidthColumns: 12, text: ruleLabel },
  { header: 'type', align: 'left', dropOrder: 7, text: (row) => row.type },
  { header: 'cpu ms', align: 'right', dropOrder: 0, text: (row) => millisecondsText(row.cpu_time_ns) },
  { header: 'cpu', align: 'right', dropOrder: 1, text: (row) => shareText(row.cpu_share) },
  { header: 'peak mem', align: 'right', dropOrder: 8, text: (row) => bytesText(row.peak_memory_bytes) },
  { header: 'events', align: 'right', dropOrder: 5, text: (row) => countText(row.events_processed) },
  { header: 'evaluated', align: 'right', dropOrder: 6, text: (row) => countText(row.evaluations) },
  { header: 'alerts', align: 'right', dropOrder: 2, text: (row) => countText(row.alerts_generated) },
  { header: 'alert rate', align: 'right', dropOrder: 4, text: (row) => rateText(row.alert_rate) },
  { header: 'avg', align: 'right', dropOrder: 3, text: (row) => durationText(row.avg_latency_ns) },
  { header: 'p99', align: 'right', dropOrder: 10, text: (row) => latencyText(row.p99_latency_ns) },
  { header: 'last hit', align: 'left', dropOrder: 9, text: (row) => lastHitText(row.last_hit_ns) },
];

/** Seconds are enough on screen: `2024-05-01 10:00:00Z`; the file has the nanoseconds. */
function lastHitText(timeNs: bigint | null): string {
  const text = timeNs === null ? null : eventTimeText(timeNs);
  return text === null ? NOT_MEASURED : `${text.slice(0, text.indexOf('.')).replace('T', ' ')}Z`;
}
