import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { ColumnStore } from '../batch/column-store.ts';
import type { EventBatch, Row } from '../batch/event-batch.ts';
import { extractColumns } from '../batch/extract-columns.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import { type JoinKey, JoinKeyReader } from './join-keys.ts';
import type { PartIndex, SequencePart } from './part-list.ts';
import type { CompiledFilter } from './stateful-rule.ts';
import type { KeysOfPart, StepHits } from './step-hits.ts';
import { StepMatches } from './step-matches.ts';

/** Runs the filters of a rule with several of them over a batch, and reads the join keys of what they let through. */
export class FilterPass implements StepHits {
  readonly #rule: RuleIndex;
  readonly #filters: readonly CompiledFilter[];
  readonly #keys: readonly JoinKeyReader[];
  readonly #partsOfFilter: readonly (readonly PartIndex[])[];
  /** For each step as written, the filter whose counts are its own. */
  readonly #filterOfStep: readonly number[];
  readonly #matches: StepMatches;
  readonly #evaluated: Float64Array;
  readonly #matched: Float64Array;

  constructor(
    rule: RuleIndex,
    filters: readonly CompiledFilter[],
    parts: readonly SequencePart[],
    stepParts: readonly PartIndex[],
    store: ColumnStore,
  ) {
    this.#rule = rule;
    this.#filters = filters;
    this.#keys = parts.map(({ by }) => new JoinKeyReader(by, store));
    this.#partsOfFilter = filters.map((_, filter) =>
      parts.flatMap((part, index) => (part.filter === filter ? [index] : [])),
    );
    this.#filterOfStep = stepParts.map((part) => parts[part]!.filter);
    this.#matches = new StepMatches(filters.length);
    this.#evaluated = new Float64Array(filters.length);
    this.#matched = new Float64Array(filters.length);
  }

  /** Runs the filters over a batch. */
  run({ records }: EventBatch, index: CandidateIndex, probe: Probe | undefined): void {
    this.#matches.clear();
    if (this.#filters.every((compiled) => index.count(compiled.index) === 0)) {
      probe?.ruleSawBatch(this.#rule, index.offered(this.#rule), 0, 0);
      return;
    }
    for (const [filter, compiled] of this.#filters.entries()) {
      const rows = index.rows(compiled.index);
      const candidates = index.count(compiled.index);
      const matched = candidates === 0 ? 0 : compiled.runner.run(records, rows, candidates, probe);
      this.#evaluated[filter] = candidates;
      this.#matched[filter] = matched;
      if (matched === 0) continue;
      this.#matches.add(filter, rows, matched);
      for (const part of this.#partsOfFilter[filter]!) {
        extractColumns(this.#keys[part]!.columns, records, rows, matched, probe);
      }
    }
    probe?.enterRule(this.#rule);
    this.#matches.sort();
    // What comes until the next rule has something to do is not this one's.
    probe?.enterPhase('sequence');
    if (probe !== undefined) this.#tell(index, probe);
  }

  get droppedKeys(): number {
    return this.#keys.reduce((sum, { dropped }) => sum + dropped, 0);
  }

  get found(): boolean {
    return this.#matches.size > 0;
  }

  nextRow(endRow: Row): Row | undefined {
    return this.#matches.nextRow(endRow);
  }

  takeKeys(row: Row): KeysOfPart | undefined {
    const keysOfPart: (readonly JoinKey[] | undefined)[] = new Array(this.#keys.length).fill(undefined);
    let found = false;
    this.#matches.takeRow((filter) => {
      for (const part of this.#partsOfFilter[filter]!) {
        const keys = this.#keys[part]!.read(row);
        if (keys.length === 0) continue;
        keysOfPart[part] = keys;
        found = true;
      }
    });
    return found ? keysOfPart : undefined;
  }

  #tell(index: CandidateIndex, probe: Probe): void {
    const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
    probe.ruleSawBatch(this.#rule, index.offered(this.#rule), sum(this.#evaluated), sum(this.#matched));
    for (const [step, filter] of this.#filterOfStep.entries()) {
      probe.stepSawBatch(this.#rule, step, this.#evaluated[filter]!, this.#matched[filter]!);
    }
  }
}
