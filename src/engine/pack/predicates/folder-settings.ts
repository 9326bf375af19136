import { basename, dirname, normalize } from 'node:path/posix';
import type { Document } from 'yaml';
import type { Diagnostic } from '../../diagnostic.ts';
import type { FieldTable } from '../../predicate/field-table.ts';
import type { PredicateLimits } from '../../predicate/predicate-limits.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';
import { yamlDocuments } from '../yaml-documents.ts';
import { isFieldTable, readFieldTable } from './field-table-file.ts';
import { KESTREL_FIELD_TABLE } from './kestrel-field-table.ts';
import { isLimitsFile, readLimitsFile } from './limits-file.ts';
import { LIMIT_FILES, SCHEMA_FILES } from './settings-files.ts';

/** What folders of a pack say of the predicates in them and below. The nearest folder that says something counts. */
export class FolderSettings {
  readonly #fields = new Map<string, FieldTable>();
  readonly #limits = new Map<string, Partial<PredicateLimits>>();

  /** Takes a file in if it is one of settings; whether it was. What is wrong with it is pushed to the diagnostics. */
  add(source: SourceFile, diagnostics: Diagnostic[]): boolean {
    const name = basename(source.shownPath);
    if (SCHEMA_FILES.includes(name)) {
      return addTo(this.#fields, source, isFieldTable, readFieldTable, new Map(), diagnostics);
    }
    if (LIMIT_FILES.includes(name)) {
      return addTo(this.#limits, source, isLimitsFile, readLimitsFile, {}, diagnostics);
    }
    return false;
  }

  /** What field ids mean to a predicate. */
  fieldsFor(source: SourceFile): FieldTable {
    return nearest(this.#fields, source) ?? KESTREL_FIELD_TABLE;
  }

  /** What its folder allows a predicate. */
  limitsFor(source: SourceFile): Partial<PredicateLimits> {
    return nearest(this.#limits, source) ?? {};
  }
}

/** @param broken what counts where the file is no YAML: rather nothing than what holds elsewhere. */
function addTo<T>(
  byFolder: Map<string, T>,
  source: SourceFile,
  isOurs: (document: Document.Parsed) => boolean,
  read: (source: SourceFile, document: Document.Parsed, diagnostics: Diagnostic[]) => T,
  broken: T,
  diagnostics: Diagnostic[],
): boolean {
  const folder = normalize(dirname(source.shownPath));
  const before = diagnostics.length;
  const [document] = yamlDocuments(source, diagnostics);
  const isBroken = diagnostics.length > before;
  if (!isBroken && (document === undefined || !isOurs(document))) return false;
  if (byFolder.has(folder)) {
    const message = 'the folder has another file for the same, which counts';
    const advice = 'Leave one of the two out.';
    diagnostics.push(fileDiagnostic(source, { code: 'duplicate-settings', message, advice }));
    return true;
  }
  byFolder.set(folder, document === undefined ? broken : read(source, document, diagnostics));
  return true;
}

function nearest<T>(byFolder: ReadonlyMap<string, T>, source: SourceFile): T | undefined {
  let folder = normalize(dirname(source.shownPath));
  for (;;) {
    const found = byFolder.get(folder);
    const parent = dirname(folder);
    // Of a path that leads upwards the folder above is not known.
    if (found !== undefined || parent === folder || basename(folder) === '..') return found;
    folder = parent;
  }
}
