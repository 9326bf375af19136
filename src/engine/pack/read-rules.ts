import { basename, extname } from 'node:path/posix';
import { readEqlFile } from './eql-rules.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { readJsonDocument } from './json-document.ts';
import { readJsonRules } from './json-rules.ts';
import { readKestrelFolder, takeFolderParts } from './kestrel-folder.ts';
import { MANIFEST_FILE } from './kestrel-layout.ts';
import { isKestrelManifest } from './manifest-schema.ts';
import type { LoadPackOptions } from './pack.ts';
import { PackParts } from './pack-parts.ts';
import { readLuaFile, readWasmFile, readWatFile } from './predicates/predicate-files.ts';
import { type Findings, noFindings } from './rule-draft.ts';
import type { SourceFile } from './source-file.ts';
import { readTomlRules } from './toml-rules.ts';
import { readYamlRules } from './yaml-rules.ts';

/** All files of a pack: those that could be read, and the paths of all. */
export interface PackFiles {
  readonly sources: readonly SourceFile[];
  /** Full paths as shown; with several packs, paths within a pack may occur twice. */
  readonly shownPaths: readonly string[];
}

type Reader = (source: SourceFile, options: LoadPackOptions, findings: Findings) => void;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['.eql', readEqlFile],
  ['.lua', (source, _, findings) => readLuaFile(source, findings)],
  ['.toml', readTomlRules],
  ['.wasm', (source, _, findings) => readWasmFile(source, findings)],
  ['.wat', (source, _, findings) => readWatFile(source, findings)],
  ['.yaml', readYamlRules],
  ['.yml', readYamlRules],
]);

/** Reads the rules out of every file, in order; their code stays as it is. */
export function readRules(files: PackFiles, options: LoadPackOptions, findings: Findings): void {
  const parts = new PackParts(files.sources, files.shownPaths);
  const found = new Map<SourceFile, Findings>(files.sources.map((source) => [source, noFindings()]));
  const readAll = (isWanted: (source: SourceFile) => boolean, read: ReadInto): void => {
    for (const [source, own] of found) if (isWanted(source)) guarded(source, own, () => read(source, own));
  };
  // Manifests first: a file that belongs to one is no rule of its own.
  readAll(isJson, (source, own) => readJsonFile(source, options, parts, own));
  readAll(
    (source) => !isJson(source) && !parts.isTaken(source),
    (source, own) => READERS.get(extensionOf(source))?.(source, options, own),
  );
  // One by one: a file can hold more than a call may have arguments.
  for (const own of found.values()) {
    for (const draft of own.drafts) findings.drafts.push(draft);
    for (const skip of own.skipped) findings.skipped.push(skip);
    for (const diagnostic of own.diagnostics) findings.diagnostics.push(diagnostic);
  }
}

type ReadInto = (source: SourceFile, findings: Findings) => void;

function readJsonFile(
  source: SourceFile,
  options: LoadPackOptions,
  parts: PackParts,
  findings: Findings,
): void {
  if (basename(source.shownPath) !== MANIFEST_FILE) {
    readJsonRules(source, options, parts, findings);
    return;
  }
  const document = readJsonDocument(source, findings.diagnostics);
  // A broken manifest still owns its parts: under names like "rule" nobody would know them.
  if (document === undefined) takeFolderParts(source, parts);
  else if (isKestrelManifest(document.value)) readKestrelFolder(source, document.value, parts, findings);
  else readJsonRules(source, options, parts, findings);
}

function isJson(source: SourceFile): boolean {
  return extensionOf(source) === '.json';
}

function extensionOf(source: SourceFile): string {
  return extname(source.shownPath).toLowerCase();
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
