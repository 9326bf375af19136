import type { Conversion } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';
import { textOf } from './text.ts';

/** The hash under one name in Sysmon's list (`SHA1=…,MD5=…`), in lower case; all zeros mean none was computed. */
function hashNamed(list: string, name: string): string | undefined {
  const start = list.startsWith(`${name}=`) ? 0 : list.indexOf(`,${name}=`) + 1;
  if (start === 0 && !list.startsWith(`${name}=`)) return undefined;
  const end = list.indexOf(',', start);
  return meaningful(list.slice(start + name.length + 1, end < 0 ? list.length : end));
}

function meaningful(hash: string): string | undefined {
  return /[^0]/.test(hash) ? hash.toLowerCase() : undefined;
}

/** One hash of Sysmon's list; `name` as Sysmon spells it: `SHA256`, `IMPHASH`. */
export function hash(name: string): Conversion {
  return {
    label: `its ${name}, in lower case`,
    convert: (recorded) => {
      const list = textOf(recorded);
      return list === undefined ? undefined : hashNamed(list, name);
    },
  };
}

export const allHashes: Conversion = {
  label: 'all its hashes, in lower case',
  convert: (recorded) =>
    toFieldValue(
      textOf(recorded)
        ?.split(',')
        .map((entry) => meaningful(entry.slice(entry.indexOf('=') + 1))),
    ),
};
