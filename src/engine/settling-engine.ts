import type { Alert, AlertSink } from './alert.ts';
import { AlertOutlet } from './alert-outlet.ts';
import type { Row } from './batch/event-batch.ts';
import type { BatchFindings } from './batch-findings.ts';
import { ruleWrapper } from './predicate/rule-wrapper.ts';
import type { Probe } from './probe.ts';
import { isEqlRule, type Rule, type RuleIndex } from './rule.ts';
import { EventClock } from './sequence/event-clock.ts';
import { eventTimeNs } from './sequence/event-times.ts';
import { ReceivedHits } from './sequence/received-hits.ts';
import { planSample } from './sequence/sample-plan.ts';
import { planSequence } from './sequence/sequence-plan.ts';
import { SettlingRules } from './sequence/settling-rules.ts';
import { SettlingSample } from './sequence/settling-sample.ts';
import { SettlingSequence } from './sequence/settling-sequence.ts';
import { DEFAULT_STATE_LIMITS, type StateLimits } from './sequence/state-limits.ts';
import type { SettlingRule, StatefulAlert } from './sequence/stateful-rule.ts';

/**
 * The part of an engine that knows what came before. It is given what other engines found in portions of a stream, in
 * the stream's order, and gives the alerts that one engine over the whole stream gives, in the same order.
 */
export class SettlingEngine {
  readonly #hitsOfRule = new Map<RuleIndex, ReceivedHits>();
  readonly #settling: SettlingRules;
  readonly #outlet: AlertOutlet;

  /**
   * @param rules those of the engines whose findings are taken
   * @param batchSize the most events their batches have
   */
  constructor(rules: readonly Rule[], batchSize: number, sequences: Partial<StateLimits> = {}) {
    const limits = { ...DEFAULT_STATE_LIMITS, ...sequences };
    const stateful = [...rules.entries()].flatMap(([index, rule]) => this.#stateful(index, rule, limits));
    const wrappers = stateful.map(({ rule }) => ruleWrapper(rules[rule]!.id));
    const clock = new EventClock(batchSize, limits.reorderWindowMs);
    this.#settling = new SettlingRules(stateful, wrappers, clock, limits);
    this.#outlet = new AlertOutlet(rules);
  }

  /**
   * Takes what was found in the next batch of the stream.
   *
   * @param inputStarts rows that are the first of a file or other input
   * @param onAlert receives the alerts that are certain now, in event order, then rule order
   */
  take(findings: BatchFindings, inputStarts: readonly Row[], onAlert: AlertSink, probe?: Probe): void {
    const { eventNumbers, times, matches } = findings;
    const stateful: StatefulAlert[] = [];
    if (this.#hitsOfRule.size > 0) {
      probe?.enterPhase('sequence');
      for (const hits of this.#hitsOfRule.values()) hits.load(undefined);
      for (const hits of findings.hits) this.#hitsOfRule.get(hits.rule)!.load(hits);
      this.#settling.settle({ times, eventNumbers, inputStarts }, (alert) => stateful.push(alert), probe);
    }
    probe?.enterPhase('collect');
    let next = 0;
    this.#outlet.give(
      (give) => {
        for (const { row, rule } of matches) give(row, rule);
      },
      stateful,
      (row, rule): Alert => {
        const { captures } = matches[next++]!;
        const events = [eventNumbers[row]!];
        const timeNs = eventTimeNs(times, row);
        return { rule, timeNs, events, ...(captures !== undefined && { captures }) };
      },
      onAlert,
      probe,
    );
  }

  /**
   * The stream has ended: what waited for later events is decided.
   *
   * @param isWhole false where it was stopped, see `Engine.end`
   */
  end(onAlert: AlertSink, probe?: Probe, isWhole = true): void {
    const open: StatefulAlert[] = [];
    this.#settling.end((alert) => open.push(alert), isWhole, probe);
    probe?.enterPhase('collect');
    this.#outlet.end(open, onAlert, probe);
  }

  #stateful(index: RuleIndex, rule: Rule, limits: StateLimits): SettlingRule[] {
    if (!isEqlRule(rule) || rule.query.kind === 'event') return [];
    const hits = new ReceivedHits();
    this.#hitsOfRule.set(index, hits);
    return rule.query.kind === 'sequence'
      ? [new SettlingSequence(index, planSequence(rule.query), hits, limits)]
      : [new SettlingSample(index, planSample(rule.query), hits, limits)];
  }
}
