import { basename, extname } from 'node:path/posix';
import type { Findings } from '../rule-draft.ts';
import { type FoundFields, readRuleFields } from '../rule-fields.ts';
import type { SourceFile } from '../source-file.ts';
import { NO_SETTINGS, type OwnSettings } from './own-settings.ts';
import { readPredicateHeader } from './predicate-header.ts';

const ABSENT = { key: '', value: undefined };
const NO_FIELDS: FoundFields = { id: ABSENT, name: ABSENT, severity: ABSENT, tags: ABSENT };

/** Reads a Lua script that is a rule by itself. */
export function readLuaFile(source: SourceFile, findings: Findings): void {
  const header = readPredicateHeader(source, '--', findings.diagnostics);
  if (header !== undefined) addDraft('lua', source, header.fields, header.settings, findings);
}

/** Reads the text of a Wasm module that is a rule by itself. */
export function readWatFile(source: SourceFile, findings: Findings): void {
  const header = readPredicateHeader(source, ';;', findings.diagnostics);
  if (header !== undefined) addDraft('wasm', source, header.fields, header.settings, findings);
}

/** Reads a Wasm module that is a rule by itself; it has no place to say more than its code. */
export function readWasmFile(source: SourceFile, findings: Findings): void {
  addDraft('wasm', source, NO_FIELDS, NO_SETTINGS, findings);
}

/** The file's name without its extension is the id of a rule that gives itself none. */
function addDraft(
  kind: 'lua' | 'wasm',
  source: SourceFile,
  found: FoundFields,
  settings: OwnSettings,
  findings: Findings,
): void {
  const stem = basename(source.packPath, extname(source.packPath));
  const id = found.id.value === undefined ? { key: 'file name', value: stem } : found.id;
  const fields = readRuleFields(source, { ...found, id }, findings.diagnostics);
  if (fields !== undefined) findings.drafts.push({ kind, source, ...fields, settings });
}
