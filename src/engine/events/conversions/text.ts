import type { FieldValue } from '../field-value.ts';
import type { Conversion } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';

/** The recorded string; undefined for other types, and for `''` and `'-'`, which Windows writes for "none". */
export function textOf(recorded: unknown): string | undefined {
  return typeof recorded === 'string' && recorded !== '' && recorded !== '-' ? recorded : undefined;
}

/** Like `textOf`, with other scalars written out: some recorders type what others leave as text. */
export function scalarText(recorded: unknown): string | undefined {
  if (typeof recorded === 'string') return textOf(recorded);
  const typed = typeof recorded === 'number' || typeof recorded === 'bigint' || typeof recorded === 'boolean';
  return typed ? String(recorded) : undefined;
}

function asRecorded(recorded: unknown): FieldValue {
  if (typeof recorded === 'string') return recorded === '' || recorded === '-' ? undefined : recorded;
  return toFieldValue(recorded);
}

/** As recorded, whatever its type; `''` and `'-'` are missing. */
export const text: Conversion = { label: 'as recorded', convert: asRecorded };

/** A number is written out. */
export const numberAsText: Conversion = { label: 'as text', convert: scalarText };

export const lowerCase: Conversion = {
  label: 'in lower case',
  convert: (recorded) => textOf(recorded)?.toLowerCase(),
};

/** Values separated by white space, such as a list of privileges. */
export const words: Conversion = {
  label: 'split at white space',
  convert: (recorded) =>
    toFieldValue(
      textOf(recorded)
        ?.split(/\s+/)
        .filter((word) => word !== ''),
    ),
};

/** Process ids of processes that Windows does not know are all zeros. */
export const guid: Conversion = {
  label: 'as recorded, zeros are none',
  convert: (recorded) => {
    const value = textOf(recorded);
    return value === '{00000000-0000-0000-0000-000000000000}' ? undefined : value;
  },
};

/** One of a fixed set, by its code; a code outside it is missing. */
export function oneOf(label: string, values: ReadonlyMap<string, string>): Conversion {
  return {
    label,
    convert: (recorded) => {
      const code = scalarText(recorded);
      return code === undefined ? undefined : values.get(code);
    },
  };
}
