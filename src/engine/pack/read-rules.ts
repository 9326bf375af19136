import { basename, dirname, extname } from 'node:path/posix';
import { readEqlFile } from './eql-rules.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { readJsonDocument } from './json-document.ts';
import { readJsonRules } from './json-rules.ts';
import { EQL_PART, MANIFEST_FILE } from './kestrel-layout.ts';
import { isKestrelManifest, readKestrelFolder } from './kestrel-manifest.ts';
import type { LoadPackOptions } from './pack.ts';
import type { Findings } from './rule-draft.ts';
import type { SourceFile } from './source-file.ts';
import { readTomlRules } from './toml-rules.ts';
import { readYamlRules } from './yaml-rules.ts';

/** All files of a pack: rule files with their text, and the paths of all, predicates included. */
export interface PackFiles {
  readonly sources: readonly SourceFile[];
  /** Full paths as shown; with several packs, paths within a pack may occur twice. */
  readonly shownPaths: readonly string[];
}

const READERS: ReadonlyMap<string, typeof readEqlFile> = new Map([
  ['.eql', readEqlFile],
  ['.json', readJsonRules],
  ['.toml', readTomlRules],
  ['.yaml', readYamlRules],
  ['.yml', readYamlRules],
]);

/** Reads the rules out of every file, in order; their queries stay text. */
export function readRules(files: PackFiles, options: LoadPackOptions, findings: Findings): void {
  const namesByFolder = groupByFolder(files.shownPaths);
  const eqlParts = new Map<string, SourceFile>();
  for (const source of files.sources) {
    if (basename(source.shownPath) === EQL_PART) eqlParts.set(dirname(source.shownPath), source);
  }
  const takenParts = new Set<SourceFile>();
  for (const source of files.sources) {
    // "manifest.json" sorts before "rule.eql": by now a part knows whether it was taken.
    if (takenParts.has(source)) continue;
    guarded(source, findings, () => {
      const isManifest = basename(source.shownPath) === MANIFEST_FILE;
      const folder = dirname(source.shownPath);
      const eql = eqlParts.get(folder);
      const names = namesByFolder.get(folder) ?? new Set();
      if (!isManifest) readRuleFile(source, options, findings);
      else if (readManifestFile(source, eql, names, options, findings) && eql !== undefined)
        takenParts.add(eql);
    });
  }
}

/** True where the manifest is Kestrel's, so that the EQL beside it is not a rule of its own. */
function readManifestFile(
  source: SourceFile,
  eql: SourceFile | undefined,
  names: ReadonlySet<string>,
  options: LoadPackOptions,
  findings: Findings,
): boolean {
  const document = readJsonDocument(source, findings.diagnostics);
  // A broken manifest still owns its query: under the name "rule" nobody would know it.
  if (document === undefined) return true;
  if (!isKestrelManifest(document.value)) {
    readRuleFile(source, options, findings);
    return false;
  }
  readKestrelFolder(source, document.value, { eql, names }, findings);
  return true;
}

function readRuleFile(source: SourceFile, options: LoadPackOptions, findings: Findings): void {
  const read = READERS.get(extname(source.shownPath).toLowerCase()) ?? readEqlFile;
  read(source, options, findings);
}

/** The parsers call themselves for each level of nesting; a file can have more levels than the stack. */
function guarded(source: SourceFile, findings: Findings, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'the file is nested too deeply';
    findings.diagnostics.push(fileDiagnostic(source, { code: 'nested-too-deeply', message }));
  }
}

function groupByFolder(paths: readonly string[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = groups.get(dirname(path)) ?? new Set();
    groups.set(dirname(path), names.add(basename(path)));
  }
  return groups;
}
