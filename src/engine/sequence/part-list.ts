import type { EventFilter, Field, SequenceStep } from '../eql/ast.ts';
import { printExpression } from '../eql/print-expression.ts';

/** A place among the parts of a plan, from 0. */
export type PartIndex = number;

/** What an event can be to a sequence: it satisfies a filter and has these join keys. Equal steps share a part. */
export interface SequencePart {
  /** Index into the plan's filters. */
  readonly filter: number;
  readonly by: readonly Field[];
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
