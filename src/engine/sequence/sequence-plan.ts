import type { EventFilter, Field, SequenceQuery, SequenceStep } from '../eql/ast.ts';
import { printExpression } from '../eql/print-expression.ts';

/** A place among the positive steps, from 0, after `runs` has been written out. */
export type StageIndex = number;

/** A place among the parts of a plan, from 0. */
export type PartIndex = number;

/** What an event can be to a sequence: it satisfies a filter and has these join keys. Equal steps share a part. */
export interface SequencePart {
  /** Index into the plan's filters. */
  readonly filter: number;
  readonly by: readonly Field[];
}

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

/** Collects filters and parts, each once. */
export class PartList {
  readonly filters: EventFilter[] = [];
  readonly parts: SequencePart[] = [];
  readonly #by: readonly Field[];
  readonly #filterIndex = new Map<string, number>();
  readonly #partIndex = new Map<string, PartIndex>();

  /** @param by the keys that all steps have in common */
  constructor(by: readonly Field[]) {
    this.#by = by;
  }

  partOf(step: SequenceStep): PartIndex {
    const filter = this.#filterOf(step.filter);
    const by = [...this.#by, ...step.by];
    const text = JSON.stringify([filter, ...by.map(({ path, optional }) => [path, optional])]);
    const known = this.#partIndex.get(text);
    if (known !== undefined) return known;
    const added = this.parts.push({ filter, by }) - 1;
    this.#partIndex.set(text, added);
    return added;
  }

  #filterOf(filter: EventFilter): number {
    const text = `${JSON.stringify(filter.category)} ${printExpression(filter.condition)}`;
    const known = this.#filterIndex.get(text);
    if (known !== undefined) return known;
    const added = this.filters.push(filter) - 1;
    this.#filterIndex.set(text, added);
    return added;
  }
}
