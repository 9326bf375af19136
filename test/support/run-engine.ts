import type { Alert } from '../../src/engine/alert.ts';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import type { EventRecord } from '../../src/engine/events/field-value.ts';
import { ruleOf } from './rule.ts';

/** An alert without its time: the rule's id, and the numbers of its events. */
export type FoundAlert = readonly [ruleId: string, events: Alert['events']];

const DEFAULT_BATCH_SIZE = 1024;

/**
 * Runs rules over a whole stream and ends it. The rules have the ids `rule-0`, `rule-1` and so on; the events
 * are numbered from 1.
 *
 * @param options the batches have its `batchSize`, 1,024 unless given
 */
export function runEngine(
  records: readonly EventRecord[],
  ruleTexts: readonly string[],
  options: EngineOptions = {},
): readonly FoundAlert[] {
  const rules = ruleTexts.map((text, index) => ruleOf(text, { id: `rule-${index}` }));
  const engine = new Engine(rules, options);
  const found: FoundAlert[] = [];
  const collect = ({ rule, events }: Alert) => found.push([rules[rule]!.id, events]);
  const batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
  for (let start = 0; start < records.length; start += batchSize) {
    const slice = records.slice(start, start + batchSize);
    const eventNumbers = slice.map((_, index) => start + index + 1);
    engine.run({ vocabulary: ecsVocabulary, records: slice, eventNumbers }, collect);
  }
  engine.end(collect);
  return found;
}
