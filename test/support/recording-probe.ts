import type { Phase, Probe } from '../../src/engine/probe.ts';
import type { RuleIndex } from '../../src/engine/rule.ts';

/** Writes down what the engine says. */
export class RecordingProbe implements Probe {
  readonly entered: (Phase | RuleIndex)[] = [];
  readonly seen: { rule: RuleIndex; offered: number; evaluated: number; matched: number }[] = [];
  readonly alerts: { rule: RuleIndex; timeNs: bigint | undefined }[] = [];

  enterPhase(phase: Phase): void {
    this.entered.push(phase);
  }

  enterRule(rule: RuleIndex): void {
    this.entered.push(rule);
  }

  ruleSawBatch(rule: RuleIndex, offered: number, evaluated: number, matched: number): void {
    this.seen.push({ rule, offered, evaluated, matched });
  }

  alertRaised(rule: RuleIndex, timeNs: bigint | undefined): void {
    this.alerts.push({ rule, timeNs });
  }
}
