/** The address under which a rule's scripts show in profiles; whatever is behind a `#` names a part of the rule. */
export function ruleUrl(ruleId: string): string {
  return `kestrel-rule:///${encodeURIComponent(ruleId.toWellFormed())}`;
}
