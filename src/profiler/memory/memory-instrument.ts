import type { Row } from '../../engine/batch/event-batch.ts';
import type { MemoryWatch } from '../../engine/predicate/memory-watch.ts';
import type { Rule, RuleIndex } from '../../engine/rule.ts';
import type { Instrument } from '../instrument.ts';
import type { MetricsTable } from '../metrics-table.ts';
import { HeapGauge, type ReadHeap } from './heap-gauge.ts';
import { judgeMemory, type MemoryOwner } from './judge-memory.ts';
import type { MemoryFindings } from './memory-findings.ts';
import { MemorySeries } from './memory-series.ts';
import { MidBatchMemory } from './mid-batch-memory.ts';

/**
 * Follows the memory of every rule and of the thread; finds rules that leak. The figures are those that the metrics table
 * has after a batch, and for Lua and Wasm rules some from within it.
 */
export class MemoryInstrument implements Instrument<MemoryFindings>, MemoryWatch {
  readonly #rules: readonly Pick<Rule, 'kind'>[];
  readonly #table: MetricsTable;
  readonly #series: MemorySeries;
  readonly #midBatch: MidBatchMemory;
  readonly #heap: HeapGauge;

  /** @param table one row per rule, in the same order */
  constructor(rules: readonly Pick<Rule, 'kind'>[], table: MetricsTable, readHeap?: ReadHeap) {
    this.#rules = rules;
    this.#table = table;
    this.#series = new MemorySeries(rules.length, (rule) => ownerOf(rules[rule]!.kind) !== 'fixed');
    this.#midBatch = new MidBatchMemory(rules.length);
    this.#heap = new HeapGauge(readHeap);
  }

  async start(): Promise<void> {}

  beginBatch(events: number): readonly Row[] {
    return this.#midBatch.begin(events);
  }

  holds(rule: RuleIndex, place: number, bytes: number): void {
    this.#midBatch.note(rule, place, bytes);
  }

  /** @param events how many the engine has seen */
  afterBatch(events: number): void {
    const { memoryBytes, quarantined } = this.#table;
    this.#midBatch.tell((seen, bytes, ended) => this.#series.add(seen, bytes, ended));
    this.#series.add(events, memoryBytes, quarantined);
    this.#midBatch.end(events, memoryBytes, quarantined);
    this.#heap.afterBatch();
  }

  async stop(): Promise<MemoryFindings> {
    const rules = this.#rules.map(({ kind }, rule) =>
      judgeMemory(this.#series.of(rule), this.#series.lengthOf(rule), ownerOf(kind)),
    );
    return { rules, heap: this.#heap.stop() };
  }
}

function ownerOf(kind: Rule['kind']): MemoryOwner {
  switch (kind) {
    case 'eql':
      return 'fixed';
    case 'sequence':
      return 'bounded';
    case 'lua':
      return 'collected';
    case 'wasm':
      return 'kept';
  }
}
