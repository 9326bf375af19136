import { basename } from 'node:path/posix';
import type { Diagnostic } from '../../diagnostic.ts';
import { DEFAULT_PREDICATE_LIMITS, type PredicateLimits } from '../../predicate/predicate-limits.ts';
import type { PredicateSettings } from '../../predicate/predicate-settings.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { CheckedDraft } from '../parse-draft.ts';
import type { WasmDraft } from '../rule-draft.ts';
import type { SourceFile } from '../source-file.ts';

type Assembled = { readonly module: Uint8Array<ArrayBuffer> } | { readonly faults: readonly Diagnostic[] };

/** Assembles a module's text and checks what it imports, exports and asks for. */
export async function checkWasm(
  draft: WasmDraft,
  settings: PredicateSettings,
  limits: Partial<PredicateLimits>,
): Promise<CheckedDraft> {
  const { source, settings: _, ...fields } = draft;
  const assembled = 'bytes' in source ? { module: source.bytes } : await assemble(source);
  if ('faults' in assembled) return assembled;
  const { module } = assembled;
  const { memoryLimitBytes } = { ...DEFAULT_PREDICATE_LIMITS, ...settings.limits, ...limits };
  const { moduleFaults } = await import('../../wasm/module-faults.ts');
  const faults = moduleFaults(module, memoryLimitBytes);
  if (faults.length > 0) {
    return { faults: faults.map((fault) => fileDiagnostic(source, { code: 'wasm-module', ...fault })) };
  }
  return {
    rule: {
      ...fields,
      file: source.packPath,
      text: source.text,
      origin: { file: source.shownPath, line: 1, column: 1 },
      module,
      settings,
    },
    warnings: [],
  };
}

async function assemble(source: SourceFile): Promise<Assembled> {
  const { assembleWat } = await import('../../wasm/assemble-wat.ts');
  const assembled = await assembleWat(source.text, basename(source.packPath));
  if ('module' in assembled) return assembled;
  const faults = assembled.faults.map(({ message, line, column }) => {
    return fileDiagnostic(source, { code: 'wat-syntax', message }, { line, column });
  });
  return { faults };
}
