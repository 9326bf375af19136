/*
 * A stream has no index mapping. These are the ECS fields whose type changes what a comparison means; every
 * other field is compared by the type of the value it holds.
 */

const DATE_FIELDS = new Set([
  '@timestamp',
  'event.created',
  'event.end',
  'event.ingested',
  'event.start',
  'file.accessed',
  'file.created',
  'file.ctime',
  'file.mtime',
  'process.end',
  'process.parent.start',
  'process.start',
]);

const ADDRESS_FIELDS = new Set([
  'client.ip',
  'destination.ip',
  'destination.nat.ip',
  'dns.resolved_ip',
  'host.ip',
  'observer.ip',
  'related.ip',
  'server.ip',
  'source.ip',
  'source.nat.ip',
]);

/** `date`: constants are dates too. `ip`: constants are addresses, or blocks such as `10.0.0.0/8`. */
export type DeclaredType = 'date' | 'ip' | undefined;

export function declaredType(path: string): DeclaredType {
  if (DATE_FIELDS.has(path)) return 'date';
  return ADDRESS_FIELDS.has(path) ? 'ip' : undefined;
}
