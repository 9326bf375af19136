import type { RuleRow, RunFile } from '../../run-file.ts';
import type { LinePoint } from './line-path.ts';

/** How a rule went along the run. */
export interface RuleCourse {
  /** What x is: seconds would say more, but older runs know events only. */
  readonly unit: 'ns' | 'events';
  readonly end: number;
  /** CPU time per part of the run, nanoseconds; null where it was not recorded. */
  readonly cpuNs: readonly LinePoint[] | null;
  /** Bytes; null where they were not. */
  readonly memoryBytes: readonly LinePoint[] | null;
}

/** By rule id, so that thousands of rules are not searched for each. */
export type CourseOf = (row: RuleRow) => RuleCourse | null;

/**
 * The course of a rule from the series of the run, or of its memory alone where the run has none; null where neither
 * was recorded.
 */
export function ruleCourses({ series, stream }: Pick<RunFile, 'series' | 'stream'>): CourseOf {
  const byId = new Map(series?.rules.map((one) => [one.rule_id, one]));
  const ends = series?.end_ns ?? [];
  return (row) => {
    const found = byId.get(row.rule_id);
    if (found !== undefined) {
      return {
        unit: 'ns',
        end: ends.at(-1) ?? 0,
        cpuNs: found.cpu_time_ns.map((ns, part) => [ends[part]!, ns]),
        memoryBytes: known(found.memory_bytes.map((bytes, part) => [ends[part]!, bytes])),
      };
    }
    if (row.memory_series === null) return null;
    // A rule that no series has was not offered anything: its memory did not change, whatever x is.
    const unit = series === null || row.memory_series.length > 1 ? 'events' : 'ns';
    const end = unit === 'ns' ? (ends.at(-1) ?? 0) : stream.events;
    return { unit, end, cpuNs: null, memoryBytes: held(row, end) };
  };
}

/** An entry alone means that memory never changed: a line from one end to the other. */
function held({ memory_series }: RuleRow, end: number): LinePoint[] {
  const points = (memory_series ?? []).map(([event, bytes]): LinePoint => [event, bytes]);
  if (points.length !== 1) return points;
  const [, bytes] = points[0]!;
  return [
    [0, bytes],
    [end, bytes],
  ];
}

function known(points: readonly LinePoint[]): readonly LinePoint[] | null {
  return points.some(([, y]) => y !== null) ? points : null;
}
