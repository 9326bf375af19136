import { unlinkSync } from 'node:fs';

const paths = new Set<string>();

/** Has a file removed when the process ends without having done so. One listener serves all of them. */
export function removeAtExit(path: string): void {
  if (paths.size === 0) process.on('exit', removeAll);
  paths.add(path);
}

/** The file is gone by now. */
export function forgetAtExit(path: string): void {
  paths.delete(path);
  if (paths.size === 0) process.removeListener('exit', removeAll);
}

function removeAll(): void {
  for (const path of paths) {
    try {
      unlinkSync(path);
    } catch {
      // Somebody else was faster; the process is ending and there is nobody to tell.
    }
  }
}
