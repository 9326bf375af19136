import { countByReason, type Pack, rulesOfKind } from '../engine/pack/pack.ts';
import { SEVERITIES } from '../engine/pack/severity.ts';
import type { RuleKind } from '../engine/rule.ts';
import { ruleType } from './rule-type.ts';
import { visibleText } from './visible-text.ts';

const KINDS: readonly RuleKind[] = ['eql', 'sequence', 'lua', 'wasm'];

/**
 * What a pack holds: rules by kind and by severity, what was skipped by reason, how many errors and warnings,
 * the hash. Several lines, no line break at the end.
 */
export function formatPackSummary(pack: Pack): string {
  const lines = [`${plural(pack.rules.length, 'rule')} from ${plural(pack.files, 'file')}`];
  const add = (title: string, parts: readonly string[]): void => {
    if (parts.length > 0) lines.push(`  ${title.padEnd(9)} ${parts.join(', ')}`);
  };
  add('kind', kindParts(pack));
  add('severity', severityParts(pack));
  const reasons = countByReason(pack.skipped).map(({ reason, count }) => `${count}: ${visibleText(reason)}`);
  if (reasons.length > 0)
    lines.push(`${plural(pack.skipped.length, 'rule or file', 'rules or files')} skipped`);
  for (const reason of reasons) lines.push(`  ${reason}`);
  const count = (severity: string) => pack.diagnostics.filter((d) => d.severity === severity).length;
  lines.push(`${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`, pack.hash);
  return lines.join('\n');
}

function kindParts(pack: Pack): string[] {
  return KINDS.flatMap((kind) => {
    const count = rulesOfKind(pack, kind).length;
    return count === 0 ? [] : [`${ruleType(kind)} ${count}`];
  });
}

/** Most severe first. */
function severityParts(pack: Pack): string[] {
  return SEVERITIES.toReversed().flatMap((severity) => {
    const count = pack.rules.filter((rule) => rule.severity === severity).length;
    return count === 0 ? [] : [`${severity} ${count}`];
  });
}

function plural(count: number, singular: string, several = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : several}`;
}
