import type { RuleRow, RunFile } from '../report/run-file.ts';
import { busy, unsafeNs } from './busy-machine.ts';
import type { Figure, FigureSource, Measured, Metric, Missing } from './metric.ts';

type Read = (rule: RuleRow) => number | null;

/**
 * How much more than in a base run, as a share of it: 0.1 is 10 % more, less than 0 is less. Counters are exact. Of the
 * time of one run against that of another nothing is known but what a busy machine did to it.
 */
export const REGRESSION_METRIC: Metric = {
  name: 'regression',
  scope: 'rule',
  unit: 'share',
  help: 'growth since the run given with --base, 10% being a tenth more',
  needsEvents: false,
  needsBase: true,
  figures: new Map<string, FigureSource>([
    ['cpu', grown((rule) => rule.cpu_time_ns, true)],
    ['events', grown((rule) => rule.events_processed)],
    ['evaluations', grown((rule) => rule.evaluations)],
    ['matches', grown((rule) => rule.matches)],
    ['alerts', grown((rule) => rule.alerts_generated)],
    ['errors', grown((rule) => rule.errors)],
    ['partial_matches', grown((rule) => rule.peak_partial_matches)],
    ['host_calls', grown((rule) => rule.host_calls)],
  ]),
};

function grown(read: Read, isTime = false): FigureSource {
  return { needsProfile: false, read: (measured, rule) => growth(measured, rule!, read, isTime) };
}

function growth({ run, base }: Measured, rule: RuleRow, read: Read, isTime: boolean): Figure | Missing {
  if (base === undefined) return { missing: 'there is no base run' };
  if (!isSameStream(run, base)) return { missing: 'the base run is of another recording' };
  const before = base.rules.find(({ rule_id }) => rule_id === rule.rule_id);
  if (before === undefined) return { missing: 'the base run has no such rule' };
  const [from, to] = [read(before), read(rule)];
  if (from === null || to === null) return { missing: 'not measured in both runs' };
  const [unsafeBase, unsafeHead] = isTime ? [unsafeNs(base), unsafeNs(run)] : [0, 0];
  const value = change(from, to);
  if (unsafeBase === 0 && unsafeHead === 0) return { value, interval: null };
  return busy(value, [
    change(from, Math.max(0, to - unsafeHead)),
    change(Math.max(0, from - unsafeBase), to),
  ]);
}

function change(from: number, to: number): number {
  return from === to ? 0 : (to - from) / from;
}

/** As far as run files tell; the names of the files may differ. */
function isSameStream({ stream: one }: RunFile, { stream: other }: RunFile): boolean {
  return (
    one.events === other.events &&
    one.first_event_ns === other.first_event_ns &&
    one.last_event_ns === other.last_event_ns
  );
}
