import { fileDiagnostic } from './file-diagnostic.ts';
import {
  EQL_PART,
  GLOB_FILE,
  LUA_PART,
  PART_FILES,
  REGEX_FILE,
  RESOURCES_FOLDER,
  WASM_PARTS,
} from './kestrel-layout.ts';
import { addManifestPredicate, type SharedPatterns } from './manifest-predicates.ts';
import { type Manifest, readManifest } from './manifest-schema.ts';
import { manifestWarnings } from './manifest-warnings.ts';
import type { PackParts } from './pack-parts.ts';
import type { WrittenPattern } from './predicates/own-settings.ts';
import { patternLines } from './predicates/pattern-lines.ts';
import type { Findings } from './rule-draft.ts';
import type { SourceFile } from './source-file.ts';
import type { UnknownRecord } from './unknown-record.ts';

/** From now on what lies beside the manifest is no rule of its own. */
export function takeFolderParts(source: SourceFile, parts: PackParts): void {
  for (const name of PART_FILES) parts.take(source, name);
}

/**
 * Reads a Kestrel rule folder. Each of its parts becomes a rule: the EQL under the manifest's id, a predicate under
 * that id where it is alone, and as `id:lua` or `id:wasm` where it is not.
 */
export function readKestrelFolder(
  source: SourceFile,
  value: UnknownRecord,
  parts: PackParts,
  findings: Findings,
): void {
  takeFolderParts(source, parts);
  const manifest = readManifest(source, value, '', findings);
  if (manifest === undefined) return;
  const wasmPart = WASM_PARTS.find((name) => parts.has(source, name));
  const predicates = [
    { kind: 'lua' as const, name: parts.has(source, LUA_PART) ? LUA_PART : undefined },
    { kind: 'wasm' as const, name: wasmPart },
  ].flatMap(({ kind, name }) => (name === undefined ? [] : [{ kind, name }]));
  const hasEql = parts.has(source, EQL_PART);
  if (!hasEql && predicates.length === 0) {
    const message = `there is no ${EQL_PART}, ${LUA_PART} or ${WASM_PARTS.join(' or ')} beside the manifest`;
    findings.diagnostics.push(fileDiagnostic(source, { code: 'no-predicate', message }));
    return;
  }
  findings.diagnostics.push(...manifestWarnings(manifest));
  addEql(manifest, parts, findings);
  const shared = sharedPatterns(source, parts);
  // A list that cannot be read was reported; with another numbering the predicates would find the wrong things.
  if (shared === undefined) return;
  const isAlone = !hasEql && predicates.length === 1;
  for (const { kind, name } of predicates) {
    const part = parts.get(source, name);
    const id = isAlone ? manifest.fields.id : `${manifest.fields.id}:${kind}`;
    if (part !== undefined) addManifestPredicate(id, { kind, source: part }, manifest, shared, findings);
  }
}

function addEql(manifest: Manifest, parts: PackParts, findings: Findings): void {
  const eql = parts.get(manifest.source, EQL_PART);
  if (eql === undefined) return;
  const spanMs = manifest.capabilities.max_span_ms ?? undefined;
  findings.drafts.push({
    kind: 'eql',
    source: eql,
    ...manifest.fields,
    text: eql.text,
    location: { line: 1, column: 1, indent: 0 },
    dialect: 'kestrel',
    categoryField: 'event.category',
    ...(spanMs === undefined ? {} : { declaredSpan: { manifest: manifest.source, milliseconds: spanMs } }),
  });
}

/** Undefined where a file of patterns is there and cannot be read. */
function sharedPatterns(source: SourceFile, parts: PackParts): SharedPatterns | undefined {
  const regexes = patternsOf(source, `${RESOURCES_FOLDER}/${REGEX_FILE}`, parts);
  const globs = patternsOf(source, `${RESOURCES_FOLDER}/${GLOB_FILE}`, parts);
  return regexes && globs && { regexes, globs };
}

function patternsOf(source: SourceFile, name: string, parts: PackParts): WrittenPattern[] | undefined {
  if (!parts.has(source, name)) return [];
  const file = parts.get(source, name);
  return file && patternLines(file);
}
