import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Engine } from '../engine/engine.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { RuleFault } from '../engine/predicate/predicate-fault.ts';
import type { Rule } from '../engine/rule.ts';
import type { Clock } from '../profiler/clock.ts';
import { FaultLog } from '../profiler/fault-log.ts';
import { prepareEngine } from '../replay/prepare-engine.ts';
import { EvaluationProbe } from './evaluation-probe.ts';
import { MAX_BATCH_EVENTS } from './fill-batches.ts';

/** A Lua or Wasm rule did something wrong while it was benched: what it takes says nothing then. */
export class RuleFaultError extends Error {
  override readonly name = 'RuleFaultError';
  readonly fault: RuleFault;

  constructor(fault: RuleFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/** An engine with one rule in it, which is run over the same events again and again. */
export class BenchEngine {
  readonly probe: EvaluationProbe;
  readonly #engine: Engine;
  readonly #takeFault: () => RuleFault | undefined;
  #hasRun = false;

  private constructor(engine: Engine, probe: EvaluationProbe, takeFault: () => RuleFault | undefined) {
    this.#engine = engine;
    this.probe = probe;
    this.#takeFault = takeFault;
  }

  /** Compiles or loads a rule; whoever has the engine closes it. */
  static async load(rule: Rule, lua: LuaRuntime, clock: Clock): Promise<BenchEngine> {
    let fault: RuleFault | undefined;
    const engine = await prepareEngine(
      {
        rules: [rule],
        batchSize: MAX_BATCH_EVENTS,
        // The events of a sample are in order, and none may wait for a later run: that would be another run's time.
        sequences: { reorderWindowMs: 0 },
        lua,
        clock,
        onFault: (_, found) => {
          fault ??= found;
        },
      },
      { compileNs: new Float64Array(1), faults: new FaultLog(), lines: undefined },
    );
    return new BenchEngine(engine, new EvaluationProbe(clock), () => fault);
  }

  /** Whether the rule has run since it was loaded. */
  get hasRun(): boolean {
    return this.#hasRun;
  }

  /** Runs the rule over events. @throws RuleFaultError */
  run(batches: readonly EventBatch[]): void {
    this.#hasRun = true;
    for (const batch of batches) this.#engine.run(batch, ignoreAlert, this.probe);
    const fault = this.#takeFault();
    if (fault !== undefined) throw new RuleFaultError(fault);
  }

  close(): void {
    this.#engine.close();
  }
}

function ignoreAlert(): void {}
