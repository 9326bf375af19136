import { Random } from '../../../fixtures/generator/random.ts';
import { DEFAULT_BATCH_SIZE } from '../../../src/engine/batch/batch-size.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../../src/engine/events/field-value.ts';
import { loadPredicates } from '../../../src/engine/predicate/load-predicates.ts';
import type { Rule } from '../../../src/engine/rule.ts';
import { AccountingProbe } from '../../../src/profiler/accounting-probe.ts';
import type { RuleMemory } from '../../../src/profiler/memory/memory-findings.ts';
import { MemoryInstrument } from '../../../src/profiler/memory/memory-instrument.ts';
import { MetricsTable } from '../../../src/profiler/metrics-table.ts';
import { luaRule } from '../../engine/lua/support.ts';
import { assembled, wasmRule } from '../../engine/wasm/wat-rule.ts';
import { ruleOf } from '../../support/rule.ts';

const FIRST_EVENT_MS = Date.UTC(2024, 4, 1);

/** A rule and what it is called in messages of tests. */
export interface NamedRule {
  readonly name: string;
  readonly rule: Rule;
}

export function lua(name: string, text: string): NamedRule {
  return { name, rule: { ...luaRule(text), id: name } };
}

export function eql(name: string, text: string): NamedRule {
  return { name, rule: ruleOf(text, { id: name }) };
}

/** @param body of `pred_eval`, which has `$seen` (how many events there were, with this one) and one page of memory */
export async function wasm(name: string, body: string): Promise<NamedRule> {
  const module = await assembled(`(module
    (memory (export "memory") 1)
    (global $seen (mut i32) (i32.const 0))
    (func (export "pred_eval") (param $event i32) (result i32)
      (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
      ${body}
      (i32.const 0)))`);
  return { name, rule: { ...wasmRule(module), id: name } };
}

/** Grows by so many pages if the condition holds. */
export function growWhen(condition: string, pages = 1): string {
  return `(if ${condition} (then (drop (memory.grow (i32.const ${pages})))))`;
}

/** One event after the other, ten a second: processes start, and one event in a hundred is a file's. */
export function* events(count: number, seed: number): Generator<EventRecord> {
  const random = new Random(seed);
  for (let number = 1; number <= count; number++) {
    const isFile = random.percent(1);
    yield {
      '@timestamp': new Date(FIRST_EVENT_MS + number * 100).toISOString(),
      event: { category: [isFile ? 'file' : 'process'], type: [isFile ? 'change' : 'start'] },
      host: { name: `host-${random.between(1, 40)}` },
      process: {
        entity_id: `process-${number}`,
        name: `program-${random.between(1, 2_000)}.exe`,
        pid: number,
      },
    };
  }
}

/** Replays events through all rules at once, as a profiled replay does; by rule, how its memory went. */
export async function replayMemory(
  rules: readonly Rule[],
  records: Iterable<EventRecord>,
): Promise<readonly RuleMemory[]> {
  const predicates = await loadPredicates(rules, { lua: 'wasmoon', limits: {}, keepCaptures: false });
  const table = MetricsTable.create(rules.length);
  const probe = new AccountingProbe(table);
  const instrument = new MemoryInstrument(rules, table, () => 0);
  const engine = new Engine(rules, { predicates, batchSize: DEFAULT_BATCH_SIZE, memory: instrument });
  table.setConditions(engine.conditionBytes);
  let seen = 0;
  const run = (batch: EventRecord[]): void => {
    const eventNumbers = batch.map((_, row) => seen + row + 1);
    engine.run({ vocabulary: ecsVocabulary, records: batch, eventNumbers }, () => {}, probe);
    seen += batch.length;
    instrument.afterBatch(seen);
  };
  let batch: EventRecord[] = [];
  try {
    for (const record of records) {
      batch.push(record);
      if (batch.length < DEFAULT_BATCH_SIZE) continue;
      run(batch);
      batch = [];
    }
    if (batch.length > 0) run(batch);
    return (await instrument.stop()).rules;
  } finally {
    engine.close();
  }
}
