import { allHashes } from '../../conversions/hashes.ts';
import { type FieldMapping, field, from, union } from '../../mapped/field-mapping.ts';

/** `related.*`: everything of one sort, wherever in the event it is. */
export const RELATED_FIELDS: readonly FieldMapping[] = [
  union('related.user', 'user.name', 'user.target.name', 'user.effective.name', 'user.changes.name'),
  union('related.ip', 'source.ip', 'destination.ip', 'dns.resolved_ip'),
  union('related.hosts', 'dns.question.name'),
  field('related.hash', from('sysmon:1,6,7,15,23-29', 'Hashes Hash', allHashes)),
];
