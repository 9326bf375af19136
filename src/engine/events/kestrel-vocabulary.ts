import { ecsVocabulary } from './ecs-vocabulary.ts';
import { KESTREL_FIELDS } from './kestrel-fields.ts';
import type { Vocabulary } from './vocabulary.ts';

const PATH_BY_NAME: ReadonlyMap<string, string> = new Map(
  KESTREL_FIELDS.flatMap(({ name, path }) => (name === undefined ? [] : [[name, path]])),
);

/** Kestrel's events, which the adapter unwraps to ECS; rules may use ECS paths or Kestrel's own names. */
export const kestrelVocabulary: Vocabulary = {
  name: 'kestrel',
  reader: (path) => ecsVocabulary.reader(PATH_BY_NAME.get(path) ?? path),
  toEcs: ecsVocabulary.toEcs,
};
