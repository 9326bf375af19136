import { ecsVocabulary } from '../../../src/engine/events/ecs-vocabulary.ts';
import type { SampledEvent } from '../../../src/rule-bench/event-samples.ts';

/** Process events of one recording with the process ids 1 to `count`, one a second. */
export function sampledEvents(count: number): SampledEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    vocabulary: ecsVocabulary,
    record: {
      '@timestamp': new Date(Date.UTC(2024, 4, 1, 10, 0, at)).toISOString(),
      event: { category: ['process'] },
      process: { pid: at + 1, name: 'sh' },
    },
  }));
}
