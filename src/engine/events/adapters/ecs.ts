import type { Adapter } from '../adapter.ts';
import { ecsVocabulary } from '../ecs-vocabulary.ts';
import { isObject } from '../own-property.ts';

/** Events that are ECS already. */
export const ecsAdapter: Adapter = {
  name: 'ecs',
  description: 'ECS objects, nested or with dotted keys',
  recognises: (record) =>
    record['event.category'] !== undefined || record['event.kind'] !== undefined || isObject(record.event),
  unwrap: (record) => record,
  vocabulary: ecsVocabulary,
  isPlainEcs: true,
  wideIntegers: false,
};
