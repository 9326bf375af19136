import type { Span } from './eql/ast.ts';
import type { RuleIndex } from './rule.ts';

/** A script that was made of a rule, as profiles know it. */
export interface RuleScript {
  readonly rule: RuleIndex;
  /** The number that profiles give its first line. No other script of the engine has any of its lines. */
  readonly firstLine: number;
  /** By line of the script: the clause of the rule's text that line computes. */
  readonly lineSpans: readonly (Span | undefined)[];
}

/**
 * Numbers the lines of scripts, so that a line tells the script it is of. Code that V8 inlines into a function of
 * another script shows in profiles under that function, with its own line.
 *
 * It begins where no file written by hand ends: what V8 inlines into a rule's script keeps its line, too.
 */
export class ScriptLines {
  readonly scripts: RuleScript[] = [];
  #next = FIRST_SCRIPT_LINE;

  /** The number of the next script's first line. */
  get next(): number {
    return this.#next;
  }

  add(script: RuleScript): void {
    this.scripts.push(script);
    this.#next = script.firstLine + script.lineSpans.length;
  }
}

/** The first line of the first script. */
export const FIRST_SCRIPT_LINE = 1_000_000;
