import type { Rule } from '../../engine/rule.ts';
import type { Instrument } from '../instrument.ts';
import type { MetricsTable } from '../metrics-table.ts';
import { HeapGauge, type ReadHeap } from './heap-gauge.ts';
import { judgeMemory, type MemoryOwner } from './judge-memory.ts';
import type { MemoryFindings } from './memory-findings.ts';
import { MemorySeries } from './memory-series.ts';

/** Follows the memory of every rule, as the metrics table has it, and of the thread; finds rules that leak. */
export class MemoryInstrument implements Instrument<MemoryFindings> {
  readonly #rules: readonly Pick<Rule, 'kind'>[];
  readonly #table: MetricsTable;
  readonly #series: MemorySeries;
  readonly #heap: HeapGauge;

  /** @param table one row per rule, in the same order */
  constructor(rules: readonly Pick<Rule, 'kind'>[], table: MetricsTable, readHeap?: ReadHeap) {
    this.#rules = rules;
    this.#table = table;
    this.#series = new MemorySeries(rules.length);
    this.#heap = new HeapGauge(readHeap);
  }

  async start(): Promise<void> {}

  afterBatch(events: number): void {
    const { memoryBytes, quarantined } = this.#table;
    this.#series.add(events, memoryBytes, quarantined);
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
