import { flag } from '../../conversions/number.ts';
import { type FieldMapping, field, from } from '../../mapped/field-mapping.ts';

/** `rule.name` and what ECS has no field for: `sysmon.*` */
export const SYSMON_FIELDS: readonly FieldMapping[] = [
  field('rule.name', from('sysmon', 'RuleName')),
  field('sysmon.file.archived', from('sysmon:23', 'Archived', flag)),
  field('sysmon.file.is_executable', from('sysmon:23,26-29', 'IsExecutable', flag)),
];
