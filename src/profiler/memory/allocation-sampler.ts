import type { Rule } from '../../engine/rule.ts';
import { ruleUrl } from '../../engine/rule-url.ts';
import type { Instrument } from '../instrument.ts';
import type { AllocationFindings } from './allocation-findings.ts';
import { AllocationTally } from './allocation-tally.ts';
import { type HeapProfileNode, type HeapSampler, V8HeapSampler } from './heap-sampler.ts';

/** A sample costs up to 20 microseconds for its stack, and a replay allocates 150 megabytes a second. */
const INTERVAL_BYTES = 2 * 2 ** 20;
/** Eight million events: V8 keeps every sample until it is stopped, so that is done now and then. */
const BATCHES_PER_HARVEST = 8_192;

/** Who allocates on the heap of JavaScript, by V8's sampling heap profiler in the engine's thread. */
export class AllocationSampler implements Instrument<AllocationFindings> {
  readonly #createSampler: () => HeapSampler;
  readonly #ruleOfUrl: ReadonlyMap<string, number>;
  readonly #tallies: readonly AllocationTally[];
  readonly #total = new AllocationTally(INTERVAL_BYTES);
  #sampler: HeapSampler | undefined;
  #batches = 0;

  constructor(
    rules: readonly Pick<Rule, 'id'>[],
    createSampler: () => HeapSampler = () => new V8HeapSampler(),
  ) {
    this.#createSampler = createSampler;
    this.#ruleOfUrl = new Map(rules.map(({ id }, rule) => [ruleUrl(id), rule]));
    this.#tallies = rules.map(() => new AllocationTally(INTERVAL_BYTES));
  }

  async start(): Promise<void> {
    this.#sampler = this.#createSampler();
    this.#sampler.start(INTERVAL_BYTES);
  }

  afterBatch(): void {
    if (++this.#batches % BATCHES_PER_HARVEST !== 0) return;
    this.#harvest();
    this.#sampler!.start(INTERVAL_BYTES);
  }

  async stop(): Promise<AllocationFindings> {
    this.#harvest();
    this.#sampler!.close();
    return {
      rules: this.#tallies.map((tally) => tally.estimate()),
      total: this.#total.estimate(),
      intervalBytes: INTERVAL_BYTES,
    };
  }

  #harvest(): void {
    const { head, samples } = this.#sampler!.stop();
    const ruleOfNode = this.#rulesOfNodes(head);
    for (const { nodeId, size } of samples) {
      this.#total.add(size);
      const rule = ruleOfNode.get(nodeId);
      if (rule !== undefined) this.#tallies[rule]!.add(size);
    }
  }

  /** By node, the rule whose frame it is or is called from. */
  #rulesOfNodes(head: HeapProfileNode): ReadonlyMap<number, number> {
    const ruleOfNode = new Map<number, number>();
    const open: { readonly node: HeapProfileNode; readonly above: number | undefined }[] = [
      { node: head, above: undefined },
    ];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, above } = next;
      // What is behind a # names a part of the rule.
      const rule = this.#ruleOfUrl.get(node.callFrame.url.split('#', 1)[0]!) ?? above;
      if (rule !== undefined) ruleOfNode.set(node.id, rule);
      for (const child of node.children) open.push({ node: child, above: rule });
    }
    return ruleOfNode;
  }
}
