import {
  bytesText,
  countText,
  durationText,
  latencyText,
  millisecondsText,
  rateText,
  shareText,
} from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { eventSecondsText } from './event-seconds.ts';
import { ruleTitle } from './rule-title.ts';

/** One column of the ranked table. */
export interface TableColumn {
  readonly id: string;
  readonly header: string;
  /** What the figure is, for those who ask. */
  readonly help: string;
  readonly align: 'left' | 'right';
  /** On narrow screens 4 goes first, then 3 and 2; 1 stays. All figures are in a rule's details. */
  readonly priority: 1 | 2 | 3 | 4;
  /** What a click sorts by; null goes last, whichever way. */
  readonly value: (row: RuleRow) => number | bigint | string | null;
  readonly text: (row: RuleRow) => string;
  /** A part of 1 that a bar shows. */
  readonly bar?: (row: RuleRow) => number | null;
}

/** The columns in order. Texts sort upwards first, figures downwards. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  {
    id: 'rule',
    header: 'rule',
    help: 'Its id, or its name where the id is a UUID',
    align: 'left',
    priority: 1,
    value: ruleTitle,
    text: ruleTitle,
  },
  {
    id: 'type',
    header: 'type',
    help: 'EQL, Sequence, Lua or Wasm',
    align: 'left',
    priority: 2,
    value: ({ type }) => type,
    text: ({ type }) => type,
  },
  {
    id: 'cpu',
    header: 'cpu ms',
    help: 'Processor time of the rule, milliseconds',
    align: 'right',
    priority: 1,
    value: ({ cpu_time_ns }) => cpu_time_ns,
    text: ({ cpu_time_ns }) => millisecondsText(cpu_time_ns),
  },
  {
    id: 'share',
    header: 'cpu',
    help: 'Its part of the time of all rules',
    align: 'right',
    priority: 2,
    value: ({ cpu_share }) => cpu_share,
    text: ({ cpu_share }) => shareText(cpu_share),
    bar: ({ cpu_share }) => cpu_share,
  },
  {
    id: 'memory',
    header: 'peak mem',
    help: 'The most memory it held at any time',
    align: 'right',
    priority: 3,
    value: ({ peak_memory_bytes }) => peak_memory_bytes,
    text: ({ peak_memory_bytes }) => bytesText(peak_memory_bytes),
  },
  {
    id: 'events',
    header: 'events',
    help: 'Events offered to it: those of its category',
    align: 'right',
    priority: 3,
    value: ({ events_processed }) => events_processed,
    text: ({ events_processed }) => countText(events_processed),
  },
  {
    id: 'evaluated',
    header: 'evaluated',
    help: 'Events its condition ran on',
    align: 'right',
    priority: 3,
    value: ({ evaluations }) => evaluations,
    text: ({ evaluations }) => countText(evaluations),
  },
  {
    id: 'alerts',
    header: 'alerts',
    help: 'Alerts it raised',
    align: 'right',
    priority: 1,
    value: ({ alerts_generated }) => alerts_generated,
    text: ({ alerts_generated }) => countText(alerts_generated),
  },
  {
    id: 'rate',
    header: 'alert rate',
    help: 'Alerts / events',
    align: 'right',
    priority: 3,
    value: ({ alert_rate }) => alert_rate,
    text: ({ alert_rate }) => rateText(alert_rate),
  },
  {
    id: 'avg',
    header: 'avg',
    help: 'Processor time / evaluations',
    align: 'right',
    priority: 2,
    value: ({ avg_latency_ns }) => avg_latency_ns,
    text: ({ avg_latency_ns }) => durationText(avg_latency_ns),
  },
  {
    id: 'p99',
    header: 'p99',
    help: '99 of 100 evaluations that were timed were shorter',
    align: 'right',
    priority: 3,
    value: ({ p99_latency_ns }) => p99_latency_ns,
    text: ({ p99_latency_ns }) => latencyText(p99_latency_ns),
  },
  {
    id: 'hit',
    header: 'last hit',
    help: 'Latest event time among its alerts',
    align: 'left',
    priority: 4,
    value: ({ last_hit_ns }) => last_hit_ns,
    text: ({ last_hit_ns }) => eventSecondsText(last_hit_ns),
  },
];
