import type { Diagnostic } from '../engine/diagnostic.ts';
import type { Pack } from '../engine/pack/pack.ts';
import type { Severity } from '../engine/rule.ts';
import { type RuleType, ruleType } from './rule-type.ts';

/** What `check --json` prints. Lines and columns count from 1; absent keys are unknown. */
export interface PackJson {
  readonly schema_version: 1;
  readonly pack: { readonly hash: string; readonly files: number };
  readonly rules: readonly {
    readonly rule_id: string;
    readonly name: string;
    readonly type: RuleType;
    readonly severity: Severity;
    readonly file: string;
    readonly line: number;
  }[];
  readonly skipped: readonly {
    readonly rule_id?: string;
    readonly file: string;
    readonly code: string;
    readonly reason: string;
  }[];
  readonly diagnostics: readonly Omit<Diagnostic, 'sourceLine'>[];
}

/** A pack as JSON, without the rules' text. */
export function packJson(pack: Pack): PackJson {
  return {
    schema_version: 1,
    pack: { hash: pack.hash, files: pack.files },
    rules: pack.rules.map((rule) => ({
      rule_id: rule.id,
      name: rule.name,
      type: ruleType(rule.kind),
      severity: rule.severity,
      file: rule.origin.file,
      line: rule.origin.line,
    })),
    skipped: pack.skipped.map(({ ruleId, file, code, reason }) => ({
      ...(ruleId === undefined ? {} : { rule_id: ruleId }),
      file,
      code,
      reason,
    })),
    diagnostics: pack.diagnostics.map(({ sourceLine: _, ...diagnostic }) => diagnostic),
  };
}
