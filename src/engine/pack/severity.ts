import type { Severity } from '../rule.ts';

/** Also the order of importance, least first. */
export const SEVERITIES = [
  'informational',
  'low',
  'medium',
  'high',
  'critical',
] as const satisfies Severity[];

/** What a rule has whose file names none, or one that nobody knows. */
export const DEFAULT_SEVERITY: Severity = 'medium';

/** The severity a file means, in whatever case; `info` is short for informational. */
export function parseSeverity(text: string): Severity | undefined {
  const name = text.trim().toLowerCase();
  if (name === 'info') return 'informational';
  return SEVERITIES.find((severity) => severity === name);
}
