import { always, type FieldMapping, field, fromEnvelope } from '../../mapped/field-mapping.ts';

const COMPUTER = 'Hostname Computer';

/**
 * `host.*`. A recording holds no machine id, which an agent would add; the computer's name stands in for it,
 * so that sequences `by host.id` still join the events of one machine.
 */
export const HOST_FIELDS: readonly FieldMapping[] = [
  field('host.name', fromEnvelope('any', COMPUTER)),
  field('host.hostname', fromEnvelope('any', COMPUTER)),
  field('host.id', fromEnvelope('any', COMPUTER)),
  field('host.os.type', always('windows', 'windows'), always('sysmon-linux', 'linux')),
  field('host.os.family', always('windows', 'windows'), always('sysmon-linux', 'linux')),
];
