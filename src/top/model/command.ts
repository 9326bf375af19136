import type { Severity } from '../../engine/rule.ts';
import type { RuleType } from '../../report/rule-type.ts';

/** What leaves the model: only the program around it can do these. */
export type Effect = 'quit' | 'interrupt' | 'suspend' | 'refresh' | 'dump' | 'redraw';

/** What a key asks for while the table has the keys. */
export type Command =
  | { readonly do: Effect }
  | { readonly do: 'next-sort' | 'reverse' | 'show-all' | 'write-filter' | 'freeze' | 'follow' }
  | { readonly do: 'columns' | 'help' | 'open' | 'close' | 'first' | 'last' }
  | { readonly do: 'move-sort' | 'move' | 'page' | 'interval'; readonly by: 1 | -1 }
  | { readonly do: 'toggle-type'; readonly type: RuleType }
  | { readonly do: 'toggle-severity'; readonly severity: Severity };
