import type { Diagnostic } from '../../diagnostic.ts';
import type { PredicateSettings } from '../../predicate/predicate-settings.ts';
import { fileDiagnostic } from '../file-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';
import { luaCode } from './lua-code.ts';

/** More than anybody reads about one rule. */
const MAX_WARNINGS = 20;

const NUMBERED_FIELD = /\bevent_get_(?:i64|u64|str|bool)\s*\([^(),]*,\s*(0[xX][0-9a-fA-F]+|\d+)\s*\)/g;
const NUMBERED_PATTERN = /\b(re|glob)_match\s*\(\s*(0[xX][0-9a-fA-F]+|\d+)\s*,/g;

/** What a script says in plain sight that its pack does not bear out. Numbers that it computes are not seen. */
export function luaWarnings(source: SourceFile, settings: PredicateSettings): Diagnostic[] {
  const code = luaCode(source.text);
  const warnings = [
    ...missingFunction(source, code),
    ...unknownFields(source, code, settings),
    ...unknownPatterns(source, code, settings),
  ];
  return warnings.slice(0, MAX_WARNINGS);
}

function missingFunction(source: SourceFile, code: string): Diagnostic[] {
  if (/\bpred_eval\b/.test(code) || /["'[]pred_eval["'\]]/.test(source.text)) return [];
  const message = 'the script nowhere mentions pred_eval, the function that is called for every event';
  const advice = 'Define it as a global: function pred_eval(event) ... end';
  return [fileDiagnostic(source, { severity: 'warning', code: 'lua-no-pred-eval', message, advice })];
}

/** A field that the table does not have reads as missing in every event. */
function unknownFields(source: SourceFile, code: string, { fields }: PredicateSettings): Diagnostic[] {
  const seen = new Set<number>();
  const warnings: Diagnostic[] = [];
  // An empty table is one that could not be read, which was reported.
  if (fields.size === 0) return [];
  for (const match of code.matchAll(NUMBERED_FIELD)) {
    const id = Number(match[1]);
    if (fields.has(id) || seen.has(id)) continue;
    seen.add(id);
    const message = `no event has a field ${id}: the pack's field table does not know it`;
    const advice = 'Correct the number, or name the field in schema.yaml.';
    const place = source.lines.positionAt(match.index + match[0].lastIndexOf(match[1] ?? ''));
    const fault = { severity: 'warning', code: 'lua-unknown-field', message, advice } as const;
    warnings.push(fileDiagnostic(source, fault, { ...place, length: match[1]?.length ?? 1 }));
  }
  return warnings;
}

/** A pattern that is not declared is found in no text. */
function unknownPatterns(source: SourceFile, code: string, settings: PredicateSettings): Diagnostic[] {
  const seen = new Set<string>();
  const warnings: Diagnostic[] = [];
  for (const match of code.matchAll(NUMBERED_PATTERN)) {
    const [call, prefix = '', written = ''] = match;
    const [kind, declared] = prefix === 're' ? ['regex', settings.regexes] : ['glob', settings.globs];
    const id = Number(written);
    if ((id >= 1 && id <= declared.length) || seen.has(`${kind} ${id}`)) continue;
    seen.add(`${kind} ${id}`);
    const message = `there is no ${kind} ${id}: the rule declares ${declared.length}`;
    const advice = `Patterns are numbered from 1, in the order of their "${kind}" lines.`;
    const place = source.lines.positionAt(match.index + call.lastIndexOf(written));
    const fault = { severity: 'warning', code: 'lua-unknown-pattern', message, advice } as const;
    warnings.push(fileDiagnostic(source, fault, { ...place, length: written.length }));
  }
  return warnings;
}
