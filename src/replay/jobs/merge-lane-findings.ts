import type { FieldFindings } from '../../profiler/fields-table.ts';
import type { GcFindings } from '../../profiler/gc/gc-findings.ts';
import type { SchedulingFindings } from '../../profiler/scheduling/scheduling-findings.ts';
import type { LaneResult } from './lane-messages.ts';

type LaneFindings = NonNullable<LaneResult['findings']>;

/** What the accounts of several lanes say together: sums, and the longest pause of any. */
export function mergeLaneFindings(lanes: readonly LaneFindings[]): LaneFindings {
  const gc = lanes.flatMap((lane) => lane.gc ?? []);
  const scheduling = lanes.flatMap((lane) => lane.scheduling ?? []);
  return {
    ...(gc.length > 0 && { gc: gc.reduce(addPauses) }),
    ...(scheduling.length > 0 && { scheduling: scheduling.reduce(addScheduling) }),
    fields: addFields(lanes.flatMap(({ fields }) => fields ?? [])),
  };
}

function addPauses(left: GcFindings, right: GcFindings): GcFindings {
  return {
    pauses: left.pauses + right.pauses,
    totalNs: left.totalNs + right.totalNs,
    longestNs: Math.max(left.longestNs, right.longestNs),
    unplacedNs: left.unplacedNs + right.unplacedNs,
    ruleNs: left.ruleNs.map((ns, rule) => ns + right.ruleNs[rule]!),
  };
}

function addScheduling(left: SchedulingFindings, right: SchedulingFindings): SchedulingFindings {
  return {
    cpuNs: addKnown(left.cpuNs, right.cpuNs),
    waitingNs: addKnown(left.waitingNs, right.waitingNs),
    idleNs: left.idleNs + right.idleNs,
  };
}

function addKnown(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

/** By path, the most expensive first, as one table gives them. */
function addFields(fields: readonly FieldFindings[]): FieldFindings[] {
  const byPath = new Map<string, FieldFindings>();
  for (const { path, extractNs, cells } of fields) {
    const known = byPath.get(path) ?? { extractNs: 0, cells: 0 };
    byPath.set(path, { path, extractNs: known.extractNs + extractNs, cells: known.cells + cells });
  }
  return [...byPath.values()].sort(
    (left, right) => right.extractNs - left.extractNs || (left.path < right.path ? -1 : 1),
  );
}
