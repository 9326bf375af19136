import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { companionFiles } from './companion-files.ts';
import { MANIFEST_FILE, RESOURCE_FILES, RESOURCES_FOLDER } from './kestrel-layout.ts';
import { SETTINGS_FILES } from './predicates/settings-files.ts';

/** A file that may hold rules, or a part of one. */
export interface FoundFile {
  readonly absolutePath: string;
  /** Relative to the pack's folder, with forward slashes. */
  readonly packPath: string;
  /** The path the user gave and what follows it, with forward slashes. */
  readonly shownPath: string;
}

export interface Search {
  /** In the order of the given paths, then of their names; no file twice. */
  readonly files: readonly FoundFile[];
  readonly diagnostics: readonly Diagnostic[];
}

const RULE_EXTENSIONS: ReadonlySet<string> = new Set([
  '.eql',
  '.json',
  '.lua',
  '.toml',
  '.wasm',
  '.wat',
  '.yaml',
  '.yml',
]);

const WHAT_RULES_ARE =
  'Rules are .toml, .eql, .yaml, .yml, .json, .lua, .wat and .wasm files, and folders with a manifest.json.';

/**
 * Finds rule files below folders, and takes files as they are. Folders named `node_modules` or starting with
 * a dot are left out. Symbolic links are followed; a folder or file reached twice counts once, so links may
 * form cycles and the given paths may overlap.
 */
export async function findRuleFiles(paths: readonly string[]): Promise<Search> {
  const search = new RuleFileSearch();
  for (const path of paths) await search.addPath(path);
  return search;
}

class RuleFileSearch implements Search {
  readonly files: FoundFile[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #visited = new Set<string>();

  async addPath(path: string): Promise<void> {
    const shown = slashes(path).replace(/(?<=.)\/$/, '');
    let found: Stats;
    try {
      found = await stat(path);
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      const message = missing ? 'no such file or folder' : 'the path cannot be read';
      this.#fault('path-not-found', shown, message, 'Give the path of a rule file or of a folder of rules.');
      return;
    }
    if (found.isDirectory()) await this.#addRoot(path, shown);
    else await this.#addGivenFile(path, shown, found);
  }

  async #addRoot(path: string, shown: string): Promise<void> {
    const before = this.files.length;
    const alreadyRead = this.#visited.has(await resolved(path));
    await this.#addFolder(path, '', shown);
    if (this.files.length === before && !alreadyRead) {
      this.#fault('no-rule-files', shown, 'the folder holds no rule files', WHAT_RULES_ARE);
    }
  }

  async #addGivenFile(path: string, shown: string, found: Stats): Promise<void> {
    const name = basename(path);
    if (this.#visited.has(await resolved(path))) return;
    if (!found.isFile() || !RULE_EXTENSIONS.has(extname(name).toLowerCase())) {
      this.#fault('not-a-rule-file', shown, 'this is not a rule file', WHAT_RULES_ARE);
      return;
    }
    await this.#addFile(path, name, shown);
    for (const companion of await companionFiles(path)) {
      const companionPath = join(dirname(path), companion);
      const isThere = await stat(companionPath).then(
        (stats) => stats.isFile(),
        () => false,
      );
      if (isThere) await this.#addFile(companionPath, companion, slashes(join(dirname(shown), companion)));
    }
  }

  async #addFolder(
    folder: string,
    packFolder: string,
    shownFolder: string,
    besideManifest = false,
  ): Promise<void> {
    const realFolder = await resolved(folder);
    if (!this.#firstVisitOf(realFolder)) return;
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      this.#fault(
        'unreadable',
        shownFolder,
        `the folder cannot be read (${reason})`,
        'Check its permissions.',
      );
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const isResources = besideManifest && basename(folder) === RESOURCES_FOLDER;
    const hasManifest = entries.some((entry) => entry.name === MANIFEST_FILE);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      const packPath = packFolder === '' ? entry.name : `${packFolder}/${entry.name}`;
      const shown = `${shownFolder}/${entry.name}`;
      const wanted =
        RULE_EXTENSIONS.has(extname(entry.name).toLowerCase()) ||
        (isResources && RESOURCE_FILES.has(entry.name));
      if (entry.isDirectory()) await this.#addFolder(path, packPath, shown, hasManifest);
      // No link, in a folder whose path has none: nothing is left to resolve.
      else if (entry.isFile() && wanted) this.#addFileOf(join(realFolder, entry.name), path, packPath, shown);
      else if (entry.isSymbolicLink()) {
        await this.#addLink(path, packPath, shown, wanted, hasManifest);
      }
    }
  }

  async #addLink(
    path: string,
    packPath: string,
    shown: string,
    wanted: boolean,
    besideManifest: boolean,
  ): Promise<void> {
    const target = await stat(path).catch(() => undefined);
    if (target?.isDirectory()) await this.#addFolder(path, packPath, shown, besideManifest);
    else if (target?.isFile() && wanted) await this.#addFile(path, packPath, shown);
    else if (target === undefined && wanted) {
      this.#fault('unreadable', shown, 'the symbolic link leads nowhere', 'Remove or repair the link.');
    }
  }

  async #addFile(absolutePath: string, packPath: string, shownPath: string): Promise<void> {
    // Several folders may link to one file of settings: it is no rule, and must not count for the first of them only.
    const isShared = SETTINGS_FILES.has(basename(packPath)) || RESOURCE_FILES.has(basename(packPath));
    const real = isShared
      ? join(await resolved(dirname(absolutePath)), basename(absolutePath))
      : await resolved(absolutePath);
    this.#addFileOf(real, absolutePath, packPath, shownPath);
  }

  /** @param real its path without links, by which a file is known again. */
  #addFileOf(real: string, absolutePath: string, packPath: string, shownPath: string): void {
    if (this.#firstVisitOf(real)) this.files.push({ absolutePath, packPath, shownPath });
  }

  #firstVisitOf(real: string): boolean {
    if (this.#visited.has(real)) return false;
    this.#visited.add(real);
    return true;
  }

  #fault(code: string, file: string, message: string, advice: string): void {
    this.diagnostics.push({ severity: 'error', code, file, message, advice });
  }
}

/** The path without links; as it is if it went away meanwhile, which reading it will report. */
function resolved(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** On POSIX a backslash is an ordinary character of a name. */
function slashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
