import type { EventFilter, SequenceQuery } from '../eql/ast.ts';
import { type PartIndex, PartList, type SequencePart } from './part-list.ts';

/** A place among the positive steps, from 0, after `runs` has been written out. */
export type StageIndex = number;

/** A missing event: no event of the part may stand between the stages around it. */
export interface Absence {
  readonly part: PartIndex;
  /** The stage before it; -1 where it leads. The last stage where it trails. */
  readonly afterStage: StageIndex;
}

/** A sequence taken apart for execution. */
export interface SequencePlan {
  /** Each distinct filter once. */
  readonly filters: readonly EventFilter[];
  readonly parts: readonly SequencePart[];
  /** The part that each stage waits for. */
  readonly stages: readonly PartIndex[];
  readonly absences: readonly Absence[];
  readonly until: PartIndex | undefined;
  readonly maxspanMs: number | null;
  /** How a match is reported: for each step, runs written out, its stage; null for a missing event. */
  readonly layout: readonly (StageIndex | null)[];
  /** For each step as written, its part. */
  readonly stepParts: readonly PartIndex[];
}

/** Takes a sequence apart. */
export function planSequence(query: SequenceQuery): SequencePlan {
  const parts = new PartList(query.by);
  const stages: PartIndex[] = [];
  const absences: Absence[] = [];
  const layout: (StageIndex | null)[] = [];
  const stepParts = query.steps.map((step) => parts.partOf(step));
  for (const [at, { missing, runs }] of query.steps.entries()) {
    const part = stepParts[at]!;
    if (missing) absences.push({ part, afterStage: stages.length - 1 });
    for (let run = 0; run < runs; run++) layout.push(missing ? null : stages.push(part) - 1);
  }
  return {
    stages,
    absences,
    until: query.until === null ? undefined : parts.partOf(query.until),
    maxspanMs: query.maxspanMs,
    layout,
    stepParts,
    filters: parts.filters,
    parts: parts.parts,
  };
}
