import type { Adapter } from '../adapter.ts';
import { DEFENDER_MAPPING, defenderVocabulary } from '../defender-vocabulary.ts';

/** Rows of Microsoft 365 Defender's advanced hunting tables. */
export const defenderAdapter: Adapter = {
  name: 'defender',
  description: 'Microsoft 365 Defender rows with an ActionType',
  recognises: (record) => typeof record.ActionType === 'string' && record.Timestamp !== undefined,
  unwrap: (record) => DEFENDER_MAPPING.classify(record),
  vocabulary: defenderVocabulary,
  wideIntegers: false,
};
