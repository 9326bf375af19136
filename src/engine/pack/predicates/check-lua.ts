import { basename } from 'node:path/posix';
import type { PredicateSettings } from '../../predicate/predicate-settings.ts';
import type { LuaRule } from '../../rule.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { CheckedDraft } from '../parse-draft.ts';
import type { LuaDraft } from '../rule-draft.ts';
import { luaWarnings } from './lua-warnings.ts';
import { wholeLine } from './whole-line.ts';

/** Checks a script's syntax, and what it says in plain sight. What it does is known only when it runs. */
export async function checkLua(draft: LuaDraft, settings: PredicateSettings): Promise<CheckedDraft> {
  const { source, settings: _, ...fields } = draft;
  const { luaSyntaxFault } = await import('../../lua/lua-syntax-fault.ts');
  const fault = await luaSyntaxFault(source.text, basename(source.packPath));
  if (fault !== undefined) {
    const { line, message } = fault;
    return { faults: [fileDiagnostic(source, { code: 'lua-syntax', message }, wholeLine(source, line))] };
  }
  const rule: LuaRule = {
    ...fields,
    file: source.packPath,
    text: source.text,
    origin: { file: source.shownPath, line: 1, column: 1 },
    settings,
  };
  return { rule, warnings: luaWarnings(source, settings) };
}
