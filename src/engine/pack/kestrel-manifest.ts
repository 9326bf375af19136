import { z } from 'zod';
import { fileDiagnostic } from './file-diagnostic.ts';
import { EQL_PART, LUA_PART, WASM_PARTS } from './kestrel-layout.ts';
import { quote } from './quote.ts';
import type { Findings } from './rule-draft.ts';
import { type RuleFields, readRuleFields } from './rule-fields.ts';
import type { SourceFile } from './source-file.ts';
import { isRecord, ownValue, type UnknownRecord } from './unknown-record.ts';

/** What lies beside a manifest: the text of rule.eql, and the names of all parts. */
export interface ManifestParts {
  readonly eql: SourceFile | undefined;
  readonly names: ReadonlySet<string>;
}

/** Kestrel itself demands more keys; the others mean nothing here, so a manifest without them does. */
const MANIFEST = z.object({ format_version: z.string(), metadata: z.looseObject({}) });

const SKIP_REASONS = {
  lua: { code: 'lua-not-executed', reason: 'Lua predicates are not executed yet' },
  wasm: { code: 'wasm-not-executed', reason: 'Wasm predicates are not executed yet' },
} as const;

/** A manifest.json may belong to something else, a browser extension for example. */
export function isKestrelManifest(value: unknown): value is UnknownRecord {
  return isRecord(value) && (Object.hasOwn(value, 'format_version') || isRecord(ownValue(value, 'metadata')));
}

/** Kestrel's one-file form `{"manifest": {…}, "predicates": {"lua": "x.lua", "wasm": "x.wasm"}}`. */
export function isManifestWithPredicates(value: unknown): value is UnknownRecord {
  return isRecord(value) && isRecord(ownValue(value, 'manifest')) && isRecord(ownValue(value, 'predicates'));
}

/**
 * Reads a Kestrel rule folder. Its EQL becomes a rule under the manifest's id; its predicates are skipped,
 * under that id where they are alone and as `id:lua` or `id:wasm` where they are not.
 */
export function readKestrelFolder(
  source: SourceFile,
  manifest: UnknownRecord,
  parts: ManifestParts,
  findings: Findings,
): void {
  const fields = readManifest(source, manifest, '', findings);
  if (fields === undefined) return;
  const { eql } = parts;
  const kinds: Predicate[] = [];
  if (parts.names.has(LUA_PART)) kinds.push('lua');
  if (WASM_PARTS.some((name) => parts.names.has(name))) kinds.push('wasm');
  if (eql === undefined && kinds.length === 0) {
    const message = `there is no ${EQL_PART}, ${LUA_PART} or ${WASM_PARTS.join(' or ')} beside the manifest`;
    findings.diagnostics.push(fileDiagnostic(source, { code: 'no-predicate', message }));
    return;
  }
  if (eql !== undefined) {
    findings.drafts.push({
      source: eql,
      ...fields,
      text: eql.text,
      location: { line: 1, column: 1, indent: 0 },
      dialect: 'kestrel',
      categoryField: 'event.category',
    });
  }
  skipPredicates(source, fields.id, kinds, eql === undefined, findings);
}

/** Reads the one-file form, whose predicates are file names; they must stay within the manifest's folder. */
export function readManifestWithPredicates(
  source: SourceFile,
  value: UnknownRecord,
  findings: Findings,
): void {
  const manifest = ownValue(value, 'manifest');
  const predicates = ownValue(value, 'predicates');
  if (!isRecord(manifest) || !isRecord(predicates)) return;
  const fields = readManifest(source, manifest, 'manifest.', findings);
  if (fields === undefined) return;
  const kinds: Predicate[] = [];
  for (const kind of ['lua', 'wasm'] as const) {
    const name = ownValue(predicates, kind);
    if (name === undefined || name === null) continue;
    if (typeof name !== 'string' || !staysInside(name)) {
      const shown = typeof name === 'string' ? ` ${quote(name)}` : '';
      const message = `"predicates.${kind}"${shown} must name a file in the manifest's own folder`;
      findings.diagnostics.push(fileDiagnostic(source, { code: 'path-outside-pack', message }));
      return;
    }
    kinds.push(kind);
  }
  skipPredicates(source, fields.id, kinds, true, findings);
}

type Predicate = keyof typeof SKIP_REASONS;

function skipPredicates(
  source: SourceFile,
  id: string,
  kinds: readonly Predicate[],
  alone: boolean,
  findings: Findings,
): void {
  for (const kind of kinds) {
    const ruleId = alone && kinds.length === 1 ? id : `${id}:${kind}`;
    findings.skipped.push({ file: source.shownPath, ruleId, ...SKIP_REASONS[kind] });
  }
}

function readManifest(
  source: SourceFile,
  manifest: UnknownRecord,
  prefix: string,
  findings: Findings,
): RuleFields | undefined {
  const result = MANIFEST.safeParse(manifest);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const message = `"${prefix}${issue.path.join('.')}": ${issue.message}`;
      findings.diagnostics.push(fileDiagnostic(source, { code: 'invalid-manifest', message }));
    }
    return undefined;
  }
  const metadata: UnknownRecord = result.data.metadata;
  const found = (key: string) => ({ key: `${prefix}metadata.${key}`, value: ownValue(metadata, key) });
  return readRuleFields(
    source,
    { id: found('rule_id'), name: found('rule_name'), severity: found('severity'), tags: found('tags') },
    findings.diagnostics,
  );
}

/** A name without folders; backslash and colon mean something on Windows. */
function staysInside(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\:\0]/.test(name);
}
