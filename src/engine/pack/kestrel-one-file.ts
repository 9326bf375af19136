import { extname } from 'node:path/posix';
import { fileDiagnostic } from './file-diagnostic.ts';
import { addManifestPredicate, type ManifestPredicate } from './manifest-predicates.ts';
import { readManifest } from './manifest-schema.ts';
import { manifestWarnings } from './manifest-warnings.ts';
import type { PackParts } from './pack-parts.ts';
import { quote } from './quote.ts';
import type { Findings } from './rule-draft.ts';
import type { SourceFile } from './source-file.ts';
import { isRecord, ownValue, type UnknownRecord } from './unknown-record.ts';

const KINDS = ['lua', 'wasm'] as const;

type PredicateKind = (typeof KINDS)[number];

const EXTENSIONS: Readonly<Record<PredicateKind, readonly string[]>> = {
  lua: ['.lua'],
  wasm: ['.wasm', '.wat'],
};

/** Kestrel's one-file form `{"manifest": {…}, "predicates": {"lua": "x.lua", "wasm": "x.wasm"}}`. */
export function isManifestWithPredicates(value: unknown): value is UnknownRecord {
  return isRecord(value) && isRecord(ownValue(value, 'manifest')) && isRecord(ownValue(value, 'predicates'));
}

/** The files in its own folder that a one-file form names; none of any other value. */
export function namedPredicateFiles(value: unknown): string[] {
  const predicates = isManifestWithPredicates(value) ? ownValue(value, 'predicates') : undefined;
  if (!isRecord(predicates)) return [];
  return KINDS.flatMap((kind) => {
    const name = ownValue(predicates, kind);
    return isFileName(name) && hasExtension(name, kind) ? [name] : [];
  });
}

/** Reads the one-file form, whose predicates are names of files in its own folder. */
export function readManifestWithPredicates(
  source: SourceFile,
  value: UnknownRecord,
  parts: PackParts,
  findings: Findings,
): void {
  for (const name of namedPredicateFiles(value)) parts.take(source, name);
  const written = ownValue(value, 'manifest');
  const predicates = ownValue(value, 'predicates');
  if (!isRecord(written) || !isRecord(predicates)) return;
  const manifest = readManifest(source, written, 'manifest.', findings);
  if (manifest === undefined) return;
  const kinds = KINDS.filter((kind) => (ownValue(predicates, kind) ?? null) !== null);
  if (kinds.length === 0) {
    const message = '"predicates" names neither a Lua nor a Wasm file';
    findings.diagnostics.push(fileDiagnostic(source, { code: 'no-predicate', message }));
    return;
  }
  findings.diagnostics.push(...manifestWarnings(manifest));
  for (const kind of kinds) {
    const predicate = namedPredicate(source, kind, ownValue(predicates, kind), parts, findings);
    if (predicate === undefined) continue;
    const id = kinds.length === 1 ? manifest.fields.id : `${manifest.fields.id}:${kind}`;
    addManifestPredicate(id, predicate, manifest, { regexes: [], globs: [] }, findings);
  }
}

function namedPredicate(
  source: SourceFile,
  kind: PredicateKind,
  name: unknown,
  parts: PackParts,
  findings: Findings,
): ManifestPredicate | undefined {
  const refuse = (code: string, problem: string): undefined => {
    const shown = typeof name === 'string' ? ` ${quote(name)}` : '';
    const message = `"predicates.${kind}"${shown} ${problem}`;
    findings.diagnostics.push(fileDiagnostic(source, { code, message }));
  };
  if (!isFileName(name)) return refuse('path-outside-pack', "must name a file in the manifest's own folder");
  if (!hasExtension(name, kind)) {
    return refuse('invalid-field', `must name a ${EXTENSIONS[kind].join(' or ')} file`);
  }
  if (!parts.has(source, name)) return refuse('missing-predicate', 'is not there');
  const file = parts.get(source, name);
  return file && { kind, source: file };
}

/** A name without folders; backslash and colon mean something on Windows. */
function isFileName(name: unknown): name is string {
  return typeof name === 'string' && !['', '.', '..'].includes(name) && !/[/\\:\0]/.test(name);
}

function hasExtension(name: string, kind: PredicateKind): boolean {
  return EXTENSIONS[kind].includes(extname(name).toLowerCase());
}
