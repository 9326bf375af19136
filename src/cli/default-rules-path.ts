import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The rules a command takes when none are given. */
export interface DefaultRules {
  readonly path: string;
  /** True for the demo pack that comes with the program; the command says so. */
  readonly bundled: boolean;
}

/**
 * `./rules` if that is a folder, else the demo pack. `cwd` is the working directory, `packageRoot` the folder
 * that holds the program's package.json.
 */
export async function defaultRulesPath(cwd: string, packageRoot: string): Promise<DefaultRules> {
  const isFolder = await stat(join(cwd, 'rules')).then(
    (found) => found.isDirectory(),
    () => false,
  );
  // Relative, so that messages name files as the user would.
  return isFolder
    ? { path: 'rules', bundled: false }
    : { path: join(packageRoot, 'fixtures', 'rules'), bundled: true };
}
