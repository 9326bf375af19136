import type { PredicateLimits } from '../../predicate/predicate-limits.ts';
import type { PredicateSettings } from '../../predicate/predicate-settings.ts';
import type { CheckedDraft } from '../parse-draft.ts';
import type { LuaDraft, WasmDraft } from '../rule-draft.ts';
import { checkLua } from './check-lua.ts';
import { checkWasm } from './check-wasm.ts';
import type { FolderSettings } from './folder-settings.ts';
import { patternFaults } from './pattern-faults.ts';

/** What a predicate is checked with besides its own files. */
export interface PredicateContext {
  readonly folders: FolderSettings;
  /** Limits that hold whatever files say. */
  readonly limits: Partial<PredicateLimits>;
}

/** Checks a predicate as far as that goes without running it. */
export async function checkPredicate(
  draft: LuaDraft | WasmDraft,
  { folders, limits }: PredicateContext,
): Promise<CheckedDraft> {
  const { source, settings: own, kind } = draft;
  const faults = await patternFaults([
    ...own.regexes.map((pattern) => ({ kind: 'regex' as const, pattern })),
    ...own.globs.map((pattern) => ({ kind: 'glob' as const, pattern })),
  ]);
  if (faults.length > 0) return { faults };
  const settings: PredicateSettings = {
    category: own.category,
    fields: folders.fieldsFor(source),
    regexes: own.regexes.map(({ text }) => text),
    globs: own.globs.map(({ text }) => text),
    limits: { ...folders.limitsFor(source), ...own.limits },
  };
  return kind === 'lua' ? checkLua(draft, settings) : checkWasm(draft, settings, limits);
}
