import type { SampleQuery } from '../eql/ast.ts';
import { PartList, type SequencePart } from './part-list.ts';

/** A sample taken apart. */
export interface SamplePlan {
  readonly filters: PartList['filters'];
  readonly parts: readonly SequencePart[];
  /** For each filter as written, its part. */
  readonly stepParts: readonly number[];
}

/** Takes a sample apart. */
export function planSample(query: SampleQuery): SamplePlan {
  const parts = new PartList(query.by);
  const stepParts = query.steps.map((step) => parts.partOf(step));
  return { filters: parts.filters, parts: parts.parts, stepParts };
}
