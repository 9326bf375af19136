import {
  registryData,
  registryDataType,
  registryHive,
  registryKey,
  registryValueName,
} from '../../conversions/registry-key.ts';
import { type FieldMapping, field, from, joined } from '../../mapped/field-mapping.ts';

const SYSMON = 'sysmon:12-14';
const SECURITY = 'security:4657';

/** `registry.*`. Sysmon's path ends with the value's name; the Security log (4657) keeps the two apart. */
export const REGISTRY_FIELDS: readonly FieldMapping[] = [
  field(
    'registry.path',
    from(SYSMON, 'TargetObject'),
    joined(SECURITY, 'ObjectName ObjectValueName'),
    from(SECURITY, 'ObjectName'),
  ),
  field(
    'registry.hive',
    from(SYSMON, 'TargetObject', registryHive),
    from(SECURITY, 'ObjectName', registryHive),
  ),
  field('registry.key', from(SYSMON, 'TargetObject', registryKey), from(SECURITY, 'ObjectName', registryKey)),
  field('registry.value', from(SYSMON, 'TargetObject', registryValueName), from(SECURITY, 'ObjectValueName')),
  field('registry.data.strings', from(SYSMON, 'Details', registryData), from(SECURITY, 'NewValue')),
  field('registry.data.type', from(SYSMON, 'Details', registryDataType)),
];
