import type { ColumnStore } from './batch/column-store.ts';
import { conditionBytes } from './batch/condition-memory.ts';
import { type FilterIndex, FilterRunner } from './batch/filter-runner.ts';
import type { IndexedFilter } from './batch/indexed-filter.ts';
import { keepCondition, splitCondition } from './batch/split-condition.ts';
import type { EventFilter, Field } from './eql/ast.ts';
import { fieldsOf } from './eql/compile/constants.ts';
import { DERIVED_FROM } from './predicate/batch-fields.ts';
import type { PredicateSlot } from './predicate/predicate-rules.ts';
import { type RuleWrapper, ruleWrapper } from './predicate/rule-wrapper.ts';
import { type EqlRule, isEqlRule, type PredicateRule, type Rule, type RuleIndex } from './rule.ts';
import { type RuleScript, ScriptLines } from './rule-script.ts';
import { ruleUrl } from './rule-url.ts';
import type { SequencePart } from './sequence/part-list.ts';
import { planSample, SampleRule } from './sequence/sample-rule.ts';
import { planSequence } from './sequence/sequence-plan.ts';
import { SequenceRule } from './sequence/sequence-rule.ts';
import type { StateLimits } from './sequence/state-limits.ts';
import type { CompiledFilter, StatefulRule } from './sequence/stateful-rule.ts';

/** Called around the compilation of a rule, so that whoever wants to can time it. */
export type AroundCompile = <T>(rule: RuleIndex, compile: () => T) => T;

/** A rule for single events, compiled. */
export interface EventRule {
  readonly rule: RuleIndex;
  readonly filter: FilterIndex;
  readonly runner: FilterRunner;
}

/** The part of a plan that says what is read of an event. */
interface FiltersOfRule {
  readonly filters: readonly EventFilter[];
  readonly parts: readonly SequencePart[];
}

interface PrepareOptions {
  /** The most events a batch may have. */
  readonly batchSize: number;
  readonly limits: StateLimits;
  readonly index: boolean;
  readonly aroundCompile: AroundCompile;
}

/** The rules of a pack, compiled: which filters there are, and what runs over what they let through. */
export class PreparedRules {
  readonly filters: IndexedFilter[] = [];
  readonly eventRules: EventRule[] = [];
  readonly statefulRules: StatefulRule[] = [];
  /** By place among the stateful rules. */
  readonly statefulWrappers: RuleWrapper[] = [];
  readonly predicateSlots: PredicateSlot[] = [];
  /** By rule, an estimate of what its compiled conditions hold. */
  readonly conditionBytes: Float64Array;
  readonly #store: ColumnStore;
  readonly #options: PrepareOptions;
  readonly #lines = new ScriptLines();

  constructor(rules: readonly Rule[], store: ColumnStore, options: PrepareOptions) {
    this.#store = store;
    this.#options = options;
    this.conditionBytes = new Float64Array(rules.length);
    for (const [index, rule] of rules.entries()) options.aroundCompile(index, () => this.#add(index, rule));
  }

  get scripts(): readonly RuleScript[] {
    return this.#lines.scripts;
  }

  #add(index: RuleIndex, rule: Rule): void {
    if (isEqlRule(rule)) this.#addEql(index, rule);
    else this.#addPredicate(index, rule);
  }

  #addPredicate(rule: RuleIndex, { settings: { category, fields } }: PredicateRule): void {
    const reads = [...Array.from(fields.values(), ({ path }) => path), ...DERIVED_FROM];
    const filter = { rule, categoryField: 'event.category', category, selectors: [], whole: null, reads };
    this.predicateSlots.push({ rule, filter: this.filters.push(filter) - 1 });
  }

  #addEql(index: RuleIndex, rule: EqlRule): void {
    const { query } = rule;
    const { limits } = this.#options;
    if (query.kind !== 'event') this.statefulWrappers.push(ruleWrapper(rule.id));
    if (query.kind === 'event') {
      const { index: filter, runner } = this.#filter(index, rule, query.filter, [], ruleUrl(rule.id));
      this.eventRules.push({ rule: index, filter, runner });
    } else if (query.kind === 'sequence') {
      const plan = planSequence(query);
      const filters = this.#filtersOf(index, rule, plan);
      this.statefulRules.push(new SequenceRule(index, plan, filters, this.#store, limits));
    } else {
      const plan = planSample(query);
      const filters = this.#filtersOf(index, rule, plan);
      this.statefulRules.push(new SampleRule(index, plan, filters, this.#store, limits));
    }
  }

  #filtersOf(index: RuleIndex, rule: EqlRule, { filters, parts }: FiltersOfRule): readonly CompiledFilter[] {
    const keys = parts.flatMap(({ by }) => by);
    // One script per filter: the fragment tells them apart in profiles, all are under the rule's address.
    return filters.map((filter, at) =>
      this.#filter(index, rule, filter, keys, `${ruleUrl(rule.id)}#${at + 1}`),
    );
  }

  #filter(
    index: RuleIndex,
    rule: EqlRule,
    filter: EventFilter,
    keys: readonly Field[],
    url: string,
  ): CompiledFilter {
    const split = this.#options.index ? splitCondition : keepCondition;
    const { selectors, stages, whole } = split(filter.condition);
    const { category } = filter;
    const { categoryField, dialect } = rule;
    this.conditionBytes[index]! += conditionBytes(filter, this.#options.batchSize);
    const reads = [...fieldsOf(filter.condition), ...keys].map(({ path }) => path);
    const common = { rule: index, categoryField, category, reads };
    const place = this.filters.push({ ...common, selectors, whole, byValue: this.#options.index }) - 1;
    const firstLine = this.#lines.next;
    const runner = new FilterRunner({ rule: index, url, firstLine, dialect, stages }, this.#store);
    this.#lines.add({ rule: index, firstLine, lineSpans: runner.script.lineSpans });
    return { index: place, runner };
  }
}
