import type { FieldIndex } from '../../src/engine/batch/column-store.ts';
import type { PredicateUsage } from '../../src/engine/predicate/predicate.ts';
import type { RuleFault } from '../../src/engine/predicate/predicate-fault.ts';
import type { Phase, Probe } from '../../src/engine/probe.ts';
import type { RuleIndex } from '../../src/engine/rule.ts';
import type { RuleState } from '../../src/engine/sequence/rule-state.ts';

/** Writes down what the engine says. */
export class RecordingProbe implements Probe {
  /** Entering a field counts as the phase it is part of. */
  readonly entered: (Phase | RuleIndex)[] = [];
  /** The fields entered, in order. */
  readonly fields: FieldIndex[] = [];
  /** Cells filled, by field. */
  readonly cells = new Map<FieldIndex, number>();
  readonly seen: { rule: RuleIndex; offered: number; evaluated: number; matched: number }[] = [];
  readonly steps: { rule: RuleIndex; step: number; evaluated: number; matched: number }[] = [];
  /** The state of each rule, as told last. */
  readonly states = new Map<RuleIndex, RuleState>();
  /** What each Lua or Wasm rule uses, as told last. */
  readonly usages = new Map<RuleIndex, PredicateUsage>();
  readonly faults: ({ rule: RuleIndex } & RuleFault)[] = [];
  readonly alerts: { rule: RuleIndex; timeNs: bigint | undefined }[] = [];

  enterPhase(phase: Phase): void {
    this.entered.push(phase);
  }

  enterRule(rule: RuleIndex): void {
    this.entered.push(rule);
  }

  enterField(field: FieldIndex): void {
    this.entered.push('extract');
    this.fields.push(field);
  }

  ruleWasTimed(): void {}

  fieldRead(field: FieldIndex, cells: number): void {
    this.cells.set(field, (this.cells.get(field) ?? 0) + cells);
  }

  ruleSawBatch(rule: RuleIndex, offered: number, evaluated: number, matched: number): void {
    this.seen.push({ rule, offered, evaluated, matched });
  }

  stepSawBatch(rule: RuleIndex, step: number, evaluated: number, matched: number): void {
    this.steps.push({ rule, step, evaluated, matched });
  }

  ruleHoldsState(rule: RuleIndex, state: RuleState): void {
    this.states.set(rule, state);
  }

  ruleUses(rule: RuleIndex, usage: PredicateUsage): void {
    this.usages.set(rule, usage);
  }

  ruleFaulted(rule: RuleIndex, fault: RuleFault): void {
    this.faults.push({ rule, ...fault });
  }

  alertRaised(rule: RuleIndex, timeNs: bigint | undefined): void {
    this.alerts.push({ rule, timeNs });
  }
}
