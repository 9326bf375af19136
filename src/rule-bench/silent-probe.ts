import type { Probe } from '../engine/probe.ts';

/** A probe that listens to nothing: what a bench wants to hear, its own probes override. */
export class SilentProbe implements Probe {
  enterPhase(..._: Parameters<Probe['enterPhase']>): void {}
  enterRule(..._: Parameters<Probe['enterRule']>): void {}
  enterField(..._: Parameters<Probe['enterField']>): void {}
  ruleWasTimed(): void {}
  fieldRead(): void {}
  ruleSawBatch(..._: Parameters<Probe['ruleSawBatch']>): void {}
  stepSawBatch(): void {}
  ruleHoldsState(): void {}
  ruleUses(): void {}
  ruleFaulted(): void {}
  alertRaised(): void {}
}
