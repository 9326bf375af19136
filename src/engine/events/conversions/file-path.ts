import type { Conversion } from '../mapped/field-mapping.ts';
import { textOf } from './text.ts';

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Where the last separator of a path is, or -1: paths that begin with a slash are not Windows paths. */
function lastSeparator(path: string): number {
  const separator = path.charCodeAt(0) === SLASH ? SLASH : BACKSLASH;
  // The name is short, and lastIndexOf is slow to start.
  let at = path.length - 1;
  while (at >= 0 && path.charCodeAt(at) !== separator) at--;
  return at;
}

/** The last part of a path, all of it where it has one part only (`System`); undefined where that is empty. */
export function fileNameOf(path: string): string | undefined {
  const name = path.slice(lastSeparator(path) + 1);
  return name === '' ? undefined : name;
}

/** What Sysmon writes in place of the path of a process that had ended before it looked. */
const UNKNOWN_PROCESS = '<unknown process>';

export const fileName: Conversion = {
  label: 'file name of the path',
  convert: (recorded) => {
    const path = textOf(recorded);
    return path === undefined || path === UNKNOWN_PROCESS ? undefined : fileNameOf(path);
  },
};

export const directory: Conversion = {
  label: 'directory of the path',
  convert: (recorded) => {
    const path = textOf(recorded);
    if (path === undefined) return undefined;
    const end = lastSeparator(path);
    return end > 0 ? path.slice(0, end) : undefined;
  },
};

/** Without the dot; of the file's name only, so that a dot in a directory is none. */
export const extension: Conversion = {
  label: 'extension of the path',
  convert: (recorded) => {
    const path = textOf(recorded);
    const name = path === undefined ? undefined : fileNameOf(path);
    const dot = name === undefined ? -1 : name.lastIndexOf('.');
    return dot < 0 || dot === name!.length - 1 ? undefined : name!.slice(dot + 1);
  },
};
