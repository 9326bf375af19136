import type { Expression } from '../eql/ast.ts';
import type { RuleIndex } from '../rule.ts';

/** What the index must know of a filter: that of an event rule, or of a step of a sequence. */
export interface IndexedFilter {
  /** The rule it belongs to; several may belong to one. */
  readonly rule: RuleIndex;
  /** The field the category is compared with. */
  readonly categoryField: string;
  /** Null: every event. */
  readonly category: string | null;
  /** Conditions on few-valued fields, all of which an event must satisfy. */
  readonly selectors: readonly Expression[];
  /** All of its condition: it need not look at events that lack what that asks for. Null: it must. */
  readonly whole: Expression | null;
  /** True: nor need it look at events that lack the values which that asks for. */
  readonly byValue?: boolean;
  /** ECS paths of what may be read of an event that it looks at. */
  readonly reads: readonly string[];
}
