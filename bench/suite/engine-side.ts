import {
  DEFAULT_BATCH_SIZE,
  Engine,
  type EventBatch,
  type LuaRuntime,
  loadPredicates,
  type Rule,
} from 'kestrel-perf';
import type { CalledSide } from './group.ts';

/** How rules are run. */
export interface EngineSideSettings {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** All of them are run in one call. */
  readonly batches: readonly EventBatch[];
  /** What a call's time is divided by. */
  readonly operations: number;
  readonly lua?: LuaRuntime;
  readonly index?: boolean;
  readonly beforeEach?: () => void;
}

/** A side that is an engine; whoever made it closes it. */
export interface EngineSide extends CalledSide {
  /** Alerts of one call more. */
  alerts(): number;
  close(): void;
}

/** Rules that run over batches again and again: fields are read, conditions tested, alerts handed over. */
export async function engineSide(settings: EngineSideSettings): Promise<EngineSide> {
  const { name, rules, batches, operations, lua, index, beforeEach } = settings;
  const isEql = rules.every(({ kind }) => kind === 'eql' || kind === 'sequence');
  const predicates = isEql
    ? undefined
    : await loadPredicates(rules, { lua: lua ?? 'wasmoon', limits: {}, keepCaptures: false });
  const engine = new Engine(rules, {
    ...(predicates !== undefined && { predicates }),
    ...(index !== undefined && { index }),
    batchSize: DEFAULT_BATCH_SIZE,
    // A rule that fails is taken out, and the time would be that of nothing.
    onFault: (_, fault) => {
      throw new Error(`a rule of “${name}” failed: ${JSON.stringify(fault)}`);
    },
  });
  let alerts = 0;
  const count = (): void => {
    alerts++;
  };
  const run = (): void => {
    for (const batch of batches) engine.run(batch, count);
  };
  return {
    kind: 'called',
    name,
    operations,
    run,
    ...(beforeEach !== undefined && { beforeEach }),
    alerts: () => {
      beforeEach?.();
      const before = alerts;
      run();
      return alerts - before;
    },
    close: () => engine.close(),
  };
}

/** Events of all batches together. */
export function eventsOf(batches: readonly EventBatch[]): number {
  return batches.reduce((sum, { records }) => sum + records.length, 0);
}

/** @throws Error when two sides that mean the same do not find the same, so that comparing their times means nothing */
export function mustAgree(left: EngineSide, right: EngineSide): void {
  const [ofLeft, ofRight] = [left.alerts(), right.alerts()];
  if (ofLeft !== ofRight)
    throw new Error(`“${left.name}” raised ${ofLeft} alerts where “${right.name}” raised ${ofRight}`);
}
