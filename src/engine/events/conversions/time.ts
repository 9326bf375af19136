import type { Conversion } from '../mapped/field-mapping.ts';
import { timestampNs } from '../timestamp.ts';

const DASH = 0x2d;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
const ZONED = /[Zz]$|[+-]\d\d:?\d\d$/;

/**
 * A time as RFC 3339 text. Recorders write `2020-10-18 05:15:14.796` and mean UTC; numbers are milliseconds
 * since 1970. What is no time is missing, so that the next source is tried.
 */
export const recordedTime: Conversion = {
  label: 'as RFC 3339',
  convert: (recorded) => {
    if (typeof recorded === 'number') return isoText(recorded);
    if (typeof recorded !== 'string') return undefined;
    if (hasUsualForm(recorded)) return recorded;
    if (timestampNs(recorded) === undefined) return undefined;
    if (recorded[10] === 'T' && recorded.endsWith('Z')) return recorded;
    const joined = recorded[10] === 'T' ? recorded : `${recorded.slice(0, 10)}T${recorded.slice(11)}`;
    return ZONED.test(joined.slice(11)) ? joined : `${joined}Z`;
  },
};

/** Looks like 2020-10-18T05:15:14.796Z, as nearly all do. Whether the date exists is not asked. */
function hasUsualForm(text: string): boolean {
  return (
    text.length === 24 &&
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(10) === LETTER_T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(23) === LETTER_Z
  );
}

function isoText(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
