import type { FieldValue } from '../field-value.ts';
import type { Conversion } from '../mapped/field-mapping.ts';
import { textOf } from './text.ts';

const HIVES: ReadonlyMap<string, string> = new Map([
  ['HKEY_CLASSES_ROOT', 'HKCR'],
  ['HKCR', 'HKCR'],
  ['HKEY_CURRENT_CONFIG', 'HKCC'],
  ['HKCC', 'HKCC'],
  ['HKEY_CURRENT_USER', 'HKCU'],
  ['HKCU', 'HKCU'],
  ['HKEY_DYN_DATA', 'HKDD'],
  ['HKDD', 'HKDD'],
  ['HKEY_LOCAL_MACHINE', 'HKLM'],
  ['HKLM', 'HKLM'],
  ['HKEY_PERFORMANCE_DATA', 'HKPD'],
  ['HKPD', 'HKPD'],
  ['HKEY_USERS', 'HKU'],
  ['HKU', 'HKU'],
]);

/** The kernel's names, which the Security log uses. */
const KERNEL_HIVES: readonly (readonly [prefix: string, hive: string])[] = [
  ['\\REGISTRY\\MACHINE', 'HKLM'],
  ['\\REGISTRY\\USER', 'HKU'],
];

/** The hive and what follows it; undefined where the path begins with no hive. */
function splitPath(path: string): { readonly hive: string; readonly key: string | undefined } | undefined {
  for (const [prefix, hive] of KERNEL_HIVES) {
    if (path.slice(0, prefix.length).toUpperCase() !== prefix) continue;
    if (path.length > prefix.length && path[prefix.length] !== '\\') continue;
    return { hive, key: path.slice(prefix.length + 1) || undefined };
  }
  const end = path.indexOf('\\');
  const hive = HIVES.get(end < 0 ? path : path.slice(0, end));
  return hive === undefined
    ? undefined
    : { hive, key: end < 0 ? undefined : path.slice(end + 1) || undefined };
}

export const registryHive: Conversion = {
  label: 'hive, abbreviated',
  convert: (recorded) => {
    const path = textOf(recorded);
    return path === undefined ? undefined : splitPath(path)?.hive;
  },
};

/** As Elastic's pipelines have it, the value's name is the end of the key. */
export const registryKey: Conversion = {
  label: 'after the hive',
  convert: (recorded) => {
    const path = textOf(recorded);
    return path === undefined ? undefined : splitPath(path)?.key;
  },
};

export const registryValueName: Conversion = {
  label: 'after the last backslash',
  convert: (recorded) => {
    const path = textOf(recorded);
    return path === undefined ? undefined : path.slice(path.lastIndexOf('\\') + 1) || undefined;
  },
};

const DWORD = /^DWORD \((0x[0-9a-f]{8})\)$/i;
const QWORD = /^QWORD \(0x([0-9a-f]{8})-0x([0-9a-f]{8})\)$/i;

/** Sysmon writes numbers as `DWORD (0x00000001)`; rules compare with the decimal number. */
function dataText(details: string): string {
  const dword = DWORD.exec(details);
  if (dword !== null) return String(Number(dword[1]));
  const qword = QWORD.exec(details);
  return qword === null ? details : String(BigInt(`0x${qword[1]}${qword[2]}`));
}

export const registryData: Conversion = {
  label: 'data; numbers in decimal',
  convert: (recorded): FieldValue => {
    const details = textOf(recorded);
    return details === undefined ? undefined : dataText(details);
  },
};

/** The names are those of Elastic's pipeline, `SZ_DWORD` included. */
export const registryDataType: Conversion = {
  label: 'type of the data',
  convert: (recorded) => {
    const details = textOf(recorded);
    if (details === undefined) return undefined;
    if (DWORD.test(details)) return 'SZ_DWORD';
    if (QWORD.test(details)) return 'SZ_QWORD';
    return details === 'Binary Data' ? 'REG_BINARY' : 'REG_SZ';
  },
};
