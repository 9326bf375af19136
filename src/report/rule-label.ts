import type { RuleRow } from './run-file.ts';
import { printable } from './terminal-text.ts';

const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What a rule is called on screen: its id, or, where the id is a UUID that tells a reader nothing, the first
 * digits of it and the rule's name. Files always have the whole id.
 */
export function ruleLabel({ rule_id, name }: Pick<RuleRow, 'rule_id' | 'name'>): string {
  const digits = UUID.exec(rule_id)?.[1];
  return printable(digits === undefined || name === rule_id ? rule_id : `${digits} ${name}`);
}
