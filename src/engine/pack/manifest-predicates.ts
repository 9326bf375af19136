import { extname } from 'node:path/posix';
import type { Diagnostic } from '../diagnostic.ts';
import type { Manifest } from './manifest-schema.ts';
import { limitsOf } from './predicates/limit-keys.ts';
import { NO_SETTINGS, type OwnSettings, type WrittenPattern } from './predicates/own-settings.ts';
import { readPredicateHeader } from './predicates/predicate-header.ts';
import type { Findings } from './rule-draft.ts';
import type { SourceFile } from './source-file.ts';

/** A predicate that a manifest speaks for. */
export interface ManifestPredicate {
  readonly kind: 'lua' | 'wasm';
  readonly source: SourceFile;
}

/** Patterns that lie beside a manifest, for all of its predicates. */
export interface SharedPatterns {
  readonly regexes: readonly WrittenPattern[];
  readonly globs: readonly WrittenPattern[];
}

/** Adds a predicate under its manifest's name, severity and tags. */
export function addManifestPredicate(
  id: string,
  predicate: ManifestPredicate,
  manifest: Manifest,
  shared: SharedPatterns,
  findings: Findings,
): void {
  const { kind, source } = predicate;
  const own = headerSettings(source, findings.diagnostics);
  if (own === undefined) return;
  const { category = own.category, limits = {} } = manifest.settings;
  const settings: OwnSettings = {
    category: category === 'any' ? null : category,
    // The header's patterns count on where those of the manifest's folder end.
    regexes: [...shared.regexes, ...own.regexes],
    globs: [...shared.globs, ...own.globs],
    limits: { ...own.limits, ...limitsOf(limits) },
  };
  findings.drafts.push({ kind, source, ...manifest.fields, id, settings });
}

function headerSettings(source: SourceFile, diagnostics: Diagnostic[]): OwnSettings | undefined {
  const extension = extname(source.packPath).toLowerCase();
  if (extension === '.wasm') return NO_SETTINGS;
  return readPredicateHeader(source, extension === '.lua' ? '--' : ';;', diagnostics)?.settings;
}
