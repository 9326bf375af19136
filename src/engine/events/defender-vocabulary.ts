import { DEFENDER_KINDS } from './defender/action-types.ts';
import { DEFENDER_FIELDS } from './defender/defender-fields.ts';
import { MappedEvent } from './mapped/mapped-event.ts';
import { mappedVocabulary } from './mapped/mapped-vocabulary.ts';
import type { Mapping } from './mapped/mapping.ts';
import type { Vocabulary } from './vocabulary.ts';

const KIND_BY_ACTION = new Map(DEFENDER_KINDS.map((kind, index) => [kind.code, index]));
const OTHER = DEFENDER_KINDS.length - 1;

/** The mapping of Microsoft 365 Defender's rows. */
export const DEFENDER_MAPPING: Mapping = {
  name: 'defender',
  kinds: DEFENDER_KINDS,
  fields: DEFENDER_FIELDS,
  classify(record) {
    const action = record.ActionType;
    const kind = typeof action === 'string' ? KIND_BY_ACTION.get(action) : undefined;
    return new MappedEvent(kind ?? OTHER, record, record);
  },
};

export const defenderVocabulary: Vocabulary = mappedVocabulary(DEFENDER_MAPPING);
