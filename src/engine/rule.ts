import type { Dialect, Query } from './eql/ast.ts';
import type { PredicateSettings } from './predicate/predicate-settings.ts';

export type RuleKind = 'eql' | 'sequence' | 'lua' | 'wasm';

/** A rule's place in its pack, from 0. Metrics, columns of matches and reports all use it. */
export type RuleIndex = number;

export type Severity = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** Where a rule's text begins inside its file, so that errors can name the file's line. */
export interface TextOrigin {
  readonly file: string;
  /** Line of the text's first character, from 1. */
  readonly line: number;
  /** Column of the text's first character, from 1. */
  readonly column: number;
}

/** What every rule has, whatever it is written in. */
interface RuleHeader {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** Path of the rule's file, relative to the pack's folder, with forward slashes. */
  readonly file: string;
  /** The source as its author wrote it; empty for a binary module. */
  readonly text: string;
  readonly origin: TextOrigin;
}

/** A rule written in EQL, parsed and not yet compiled. */
export interface EqlRule extends RuleHeader {
  readonly kind: 'eql' | 'sequence';
  readonly dialect: Dialect;
  /** The field a query's category is compared with; `event.category` unless the rule overrides it. */
  readonly categoryField: string;
  readonly query: Query;
}

/** A predicate written in Lua, its syntax checked and not yet loaded into a Lua state. */
export interface LuaRule extends RuleHeader {
  readonly kind: 'lua';
  readonly settings: PredicateSettings;
}

/** A predicate compiled to WebAssembly, checked and not yet instantiated. */
export interface WasmRule extends RuleHeader {
  readonly kind: 'wasm';
  /** The binary module. */
  readonly module: Uint8Array<ArrayBuffer>;
  readonly settings: PredicateSettings;
}

/** A rule that is a program of its own. */
export type PredicateRule = LuaRule | WasmRule;

/** A rule as its file gives it, checked and not yet compiled. */
export type Rule = EqlRule | PredicateRule;

export function isEqlRule(rule: Rule): rule is EqlRule {
  return rule.kind === 'eql' || rule.kind === 'sequence';
}
