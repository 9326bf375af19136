import { FieldNameIndex } from '../eql/lint/field-name-index.ts';
import type { KnownFields } from '../eql/lint/unknown-fields.ts';
import { AZURE_MAPPING } from '../events/azure-vocabulary.ts';
import { DEFENDER_MAPPING } from '../events/defender-vocabulary.ts';
import { KESTREL_FIELDS } from '../events/kestrel-fields.ts';
import { WINDOWS_MAPPING } from '../events/windows-vocabulary.ts';
import { ECS_FIELD_NAMES } from './ecs-field-names.ts';

let index: FieldNameIndex | undefined;

/** The fields of ECS and those that recordings are mapped to. Made at the first call. */
export function knownFields(): KnownFields {
  index ??= new FieldNameIndex([
    ...ECS_FIELD_NAMES,
    ...[WINDOWS_MAPPING, DEFENDER_MAPPING, AZURE_MAPPING].flatMap(({ fields }) =>
      fields.map(({ path }) => path),
    ),
    ...KESTREL_FIELDS.flatMap(({ path, name }) => (name === undefined ? [path] : [path, name])),
  ]);
  return index;
}
