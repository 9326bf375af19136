import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder that holds the program's package.json; the same from `src` and from `dist`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The program's version. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
