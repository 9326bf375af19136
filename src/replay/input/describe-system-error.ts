const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it no longer exists',
  EISDIR: 'it is a folder',
  EIO: 'the disk or device reports an error',
  EMFILE: 'too many open files',
  ELOOP: 'symbolic links form a loop',
  ENXIO: 'it is a socket',
};

/** A system error in words, for the end of a sentence: `permission denied (EACCES)`. */
export function describeSystemError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  const reason = REASONS[code];
  return reason === undefined ? code : `${reason} (${code})`;
}
