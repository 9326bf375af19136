import { PHASES } from '../../engine/probe.ts';
import { RULE_TYPES, type RuleType } from '../../report/rule-type.ts';
import type { LiveRule, LiveSnapshot } from '../source/live-snapshot.ts';
import { fitParts } from './fit-parts.ts';

/**
 * Where the time of the whole run went: each type of rule that the pack has, then each phase, as shares of all that was
 * billed. Their order and width stay, so that figures can be read while they change.
 */
export function timeLine(rules: readonly LiveRule[], snapshot: LiveSnapshot, widthColumns: number): string {
  const nsOfType = new Map<RuleType, number>();
  for (const [rule, { type }] of rules.entries()) {
    nsOfType.set(type, (nsOfType.get(type) ?? 0) + snapshot.figures[rule]!.cpuTimeNs);
  }
  const entries = [
    ...RULE_TYPES.filter((type) => nsOfType.has(type)).map((type) => ({
      name: type,
      ns: nsOfType.get(type)!,
    })),
    ...PHASES.map((phase) => ({ name: phase, ns: snapshot.phaseNs[phase] })),
  ];
  const totalNs = entries.reduce((sum, { ns }) => sum + ns, 0);
  if (totalNs === 0) return '';
  const parts = entries.map(
    ({ name, ns }) => `${name} ${String(Math.round((ns / totalNs) * 100)).padStart(3)} %`,
  );
  return fitParts(parts, widthColumns);
}
