import type { FieldValue } from '../field-value.ts';
import type { Conversion } from '../mapped/field-mapping.ts';

const DECIMAL = /^-?\d{1,20}$/;
const HEXADECIMAL = /^0x[0-9a-f]{1,16}$/i;

/** A whole number; beyond 2^53 a bigint, so that it stays exact. */
function wholeNumber(recorded: unknown): FieldValue {
  if (typeof recorded === 'number') return Number.isFinite(recorded) ? recorded : undefined;
  if (typeof recorded === 'bigint') return recorded;
  if (typeof recorded !== 'string') return undefined;
  if (!DECIMAL.test(recorded) && !HEXADECIMAL.test(recorded)) return undefined;
  const number = Number(recorded);
  return Number.isSafeInteger(number) ? number : BigInt(recorded);
}

/** Decimal or, as the Security log writes its process ids, hexadecimal: `0x1948` is 6472. */
export const integer: Conversion = { label: 'number', convert: wholeNumber };

/** Only where the recorder typed it: NXLog writes the log's own process id so, and event data as text. */
export const typedNumber: Conversion = {
  label: 'number, unless recorded as text',
  convert: (recorded) => (typeof recorded === 'number' ? recorded : undefined),
};

export const flag: Conversion = {
  label: 'true or false',
  convert: (recorded) => {
    if (typeof recorded === 'boolean') return recorded;
    if (recorded === 'true') return true;
    return recorded === 'false' ? false : undefined;
  },
};
