import type { RuleRow } from '../../run-file.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a rule is called in the page: its id, or its name where the id is a UUID, which tells a reader nothing. */
export function ruleTitle({ rule_id, name }: Pick<RuleRow, 'rule_id' | 'name'>): string {
  return UUID.test(rule_id) && name !== '' ? name : rule_id;
}
