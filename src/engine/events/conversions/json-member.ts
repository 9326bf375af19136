import { ecsVocabulary } from '../ecs-vocabulary.ts';
import type { Conversion } from '../mapped/field-mapping.ts';
import { isObject } from '../own-property.ts';
import { textOf } from './text.ts';

/** A member of JSON that is recorded as text, by its dotted path; broken JSON has none. */
export function jsonMember(path: string): Conversion {
  const read = ecsVocabulary.reader(`value.${path}`);
  return {
    label: `its \`${path}\``,
    convert: (recorded) => {
      const value = typeof recorded === 'string' ? parse(textOf(recorded)) : recorded;
      return isObject(value) || Array.isArray(value) ? read({ value }) : undefined;
    },
  };
}

function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
