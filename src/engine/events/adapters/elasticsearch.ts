import type { Adapter } from '../adapter.ts';
import { ecsVocabulary } from '../ecs-vocabulary.ts';
import { MappedEvent } from '../mapped/mapped-event.ts';
import { isObject } from '../own-property.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { shapeOf, windowsEvent } from '../windows/windows-event.ts';
import { windowsVocabulary } from '../windows-vocabulary.ts';

/** Documents are ECS, or Windows events that were indexed as they came. */
const documentVocabulary: Vocabulary = {
  name: 'elasticsearch',
  reader(path) {
    const readEcs = ecsVocabulary.reader(path);
    const readWindows = windowsVocabulary.reader(path);
    return (record) => (record instanceof MappedEvent ? readWindows(record) : readEcs(record));
  },
  kinds: {
    kindOf: (record) => (record instanceof MappedEvent ? windowsVocabulary.kinds.kindOf(record) : undefined),
    decides: windowsVocabulary.kinds.decides,
  },
  toEcs: (record) => (record instanceof MappedEvent ? windowsVocabulary : ecsVocabulary).toEcs(record),
};

/** Search hits and index dumps. */
export const elasticsearchAdapter: Adapter = {
  name: 'elasticsearch',
  description: 'Elasticsearch export: one hit with `_source` per line',
  recognises: (record) => isObject(record._source),
  unwrap(record) {
    const source = record._source;
    if (!isObject(source)) return 'a hit without a _source object: export with _source enabled';
    return shapeOf(source) === undefined ? source : windowsEvent(source);
  },
  vocabulary: documentVocabulary,
  wideIntegers: false,
};
