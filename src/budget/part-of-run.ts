import type { RuleRow, RunFile } from '../report/run-file.ts';
import type { Measured, Metric } from './metric.ts';

/** Warnings of runs that did not see all there was, and what each means. */
const PARTIAL = new Map([
  ['run-stopped', 'the run was stopped before its end'],
  ['engine-crashed', 'the engine broke down before the end'],
  ['snapshot', 'the run went on after these figures'],
  ['part-of-run', 'the figures are those of a part of a run'],
  ['no-events', 'the recording held no events'],
]);

/** Why a figure covers only a part of what its budget is about; null where it covers all. */
export function partOfRun(metric: Metric, { run, base }: Measured, rule: RuleRow | undefined): string | null {
  const part = partialRun(run);
  if (part !== null) return part;
  if (metric.needsBase && base !== undefined && partialRun(base.run) !== null)
    return 'the base run is not a whole run';
  if (rule === undefined) return null;
  // How often it failed and that it was taken out is known in full.
  if (rule.quarantined && metric.name !== 'rule_errors' && metric.name !== 'rule_quarantined')
    return 'the rule was taken out of the run';
  return metric.needsEvents && rule.events_processed === 0 ? 'the rule was offered no event' : null;
}

function partialRun({ warnings }: RunFile): string | null {
  for (const { code } of warnings) {
    const reason = PARTIAL.get(code);
    if (reason !== undefined) return reason;
  }
  return null;
}
