import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parse } from 'lossless-json';
import { MANIFEST_FILE, PART_FILES, RESOURCE_FILES, RESOURCES_FOLDER } from './kestrel-layout.ts';
import { namedPredicateFiles } from './kestrel-one-file.ts';
import { SETTINGS_FILES } from './predicates/settings-files.ts';
import { MAX_FILE_BYTES } from './source-file.ts';

const PREDICATE_EXTENSIONS: ReadonlySet<string> = new Set(['.lua', '.wasm', '.wat']);

/**
 * What a rule file that is given by name cannot do without, relative to its folder, whether it is there or not: the
 * parts of a manifest, and the settings of a predicate's folder. Whoever gives a folder gets them anyway.
 */
export async function companionFiles(path: string): Promise<string[]> {
  const extension = extname(path).toLowerCase();
  if (PREDICATE_EXTENSIONS.has(extension)) return [...SETTINGS_FILES];
  if (extension !== '.json') return [];
  const parts = basename(path) === MANIFEST_FILE ? [...PART_FILES, ...resourcePaths()] : [];
  const named = await filesNamedIn(path);
  return [...parts, ...named, ...SETTINGS_FILES];
}

function resourcePaths(): string[] {
  return [...RESOURCE_FILES].map((name) => `${RESOURCES_FOLDER}/${name}`);
}

/** None where the file cannot be read or understood, which reading it for its rules will report. */
async function filesNamedIn(path: string): Promise<string[]> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) return [];
    const value = parse(await readFile(path, 'utf8'), null, Number);
    return [value].flat().flatMap(namedPredicateFiles);
  } catch {
    return [];
  }
}
