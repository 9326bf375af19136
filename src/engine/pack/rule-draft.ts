import type { Diagnostic } from '../diagnostic.ts';
import type { Dialect } from '../eql/ast.ts';
import type { SkippedRule } from './pack.ts';
import type { OwnSettings } from './predicates/own-settings.ts';
import type { RuleFields } from './rule-fields.ts';
import type { ModuleFile, SourceFile } from './source-file.ts';
import type { TextLocation } from './text-location.ts';

/** A rule in EQL as its file spells it, its query not yet parsed. */
export interface EqlDraft extends RuleFields {
  readonly kind: 'eql';
  readonly source: SourceFile;
  readonly text: string;
  readonly location: TextLocation;
  readonly dialect: Dialect;
  readonly categoryField: string;
  /** What the manifest beside it says of its time span; absent where it says nothing. */
  readonly declaredSpan?: DeclaredSpan;
}

/** A manifest's `max_span_ms`. */
export interface DeclaredSpan {
  readonly manifest: SourceFile;
  readonly milliseconds: number;
}

/** A Lua script as its file has it, not yet checked. */
export interface LuaDraft extends RuleFields {
  readonly kind: 'lua';
  readonly source: SourceFile;
  readonly settings: OwnSettings;
}

/** A Wasm module, or the text of one, not yet checked. */
export interface WasmDraft extends RuleFields {
  readonly kind: 'wasm';
  readonly source: SourceFile | ModuleFile;
  readonly settings: OwnSettings;
}

/** A rule as its file has it, before anybody looked at its code. */
export type RuleDraft = EqlDraft | LuaDraft | WasmDraft;

/** What a file reader makes of a file. Readers push into it and never throw on bad input. */
export interface Findings {
  readonly drafts: RuleDraft[];
  readonly skipped: SkippedRule[];
  readonly diagnostics: Diagnostic[];
}

export function noFindings(): Findings {
  return { drafts: [], skipped: [], diagnostics: [] };
}
