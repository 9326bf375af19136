import { SEVERITIES } from '../../engine/pack/severity.ts';
import type { Severity } from '../../engine/rule.ts';
import type { RuleFilter as RuleFilterOption } from '../../report/rank.ts';
import { isRuleTextMatch } from '../../report/rule-text-match.ts';
import type { RuleType } from '../../report/rule-type.ts';
import type { TopRow } from './top-row.ts';

/** The order of the keys 1 to 4. */
export const TYPE_KEYS: readonly RuleType[] = ['Lua', 'EQL', 'Sequence', 'Wasm'];

/** The order of the keys 5 to 9, the mildest first. */
export const SEVERITY_KEYS: readonly Severity[] = SEVERITIES;

/** Which rules the table shows: those that pass all three parts. */
export interface RuleFilter {
  /** Empty: rules of every type. */
  readonly types: readonly RuleType[];
  /** Empty: rules of every severity. */
  readonly severities: readonly Severity[];
  /** Part of a rule's id or name, in any case; those without it after a `!`. Empty: every rule. */
  readonly text: string;
}

export const SHOW_ALL: RuleFilter = { types: [], severities: [], text: '' };

/** The filter that `--filter` of the command line asks for. */
export function filterOf(option: RuleFilterOption): RuleFilter {
  return { ...SHOW_ALL, types: TYPE_KEYS.filter((type) => type.toLowerCase() === option) };
}

/** Puts a value in, or takes it out. With all of them in there is nothing to leave out, which is the empty list. */
export function toggled<Value>(chosen: readonly Value[], value: Value, all: readonly Value[]): Value[] {
  const next = all.filter((each) => (each === value) !== chosen.includes(each));
  return next.length === all.length ? [] : next;
}

/** The rows that pass, in their order. */
export function filterRows(rows: readonly TopRow[], { types, severities, text }: RuleFilter): TopRow[] {
  return rows.filter(
    ({ info, label }) =>
      (types.length === 0 || types.includes(info.type)) &&
      (severities.length === 0 || severities.includes(info.severity)) &&
      isRuleTextMatch(text, [label, info.id, info.name]),
  );
}

/** The filter in words: `Lua, EQL; high; "cmd"`, or `all`. */
export function filterText({ types, severities, text }: RuleFilter): string {
  const parts = [types.join(', '), severities.join(', '), text === '' ? '' : `"${text}"`];
  return parts.filter((part) => part !== '').join('; ') || 'all';
}
