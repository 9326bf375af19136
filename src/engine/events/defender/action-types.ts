import type { EventKind } from '../mapped/event-kind.ts';

/** `[action types, category, type, outcome]` */
type ActionRow = readonly [
  actionTypes: string,
  category: string,
  type: string,
  outcome?: 'success' | 'failure',
];

const ROWS: readonly ActionRow[] = [
  ['ProcessCreated', 'process', 'start'],
  ['ProcessTerminated OpenProcessApiCall CreateRemoteThreadApiCall', 'process', 'info'],
  ['FileCreated', 'file', 'creation'],
  ['FileModified FileRenamed', 'file', 'change'],
  ['FileDeleted', 'file', 'deletion'],
  ['ImageLoaded', 'library', 'start'],
  ['DriverLoad', 'driver', 'start'],
  ['RegistryKeyCreated', 'registry', 'creation'],
  ['RegistryValueSet RegistryKeyRenamed', 'registry', 'change'],
  ['RegistryKeyDeleted RegistryValueDeleted', 'registry', 'deletion'],
  ['ConnectionSuccess', 'network', 'start', 'success'],
  ['ConnectionFailed', 'network', 'start', 'failure'],
  ['ConnectionAttempt ConnectionRequest ListeningConnectionCreated', 'network', 'start'],
  ['InboundConnectionAccepted ConnectionFound', 'network', 'start'],
  ['DnsQueryResponse', 'network', 'protocol'],
  ['LogonSuccess', 'authentication', 'start', 'success'],
  ['LogonFailed', 'authentication', 'start', 'failure'],
  ['LogonAttempted', 'authentication', 'start'],
];

/** Action types that have a category; the last kind is every other one. */
export const DEFENDER_KINDS: readonly EventKind[] = [
  ...ROWS.flatMap(([actionTypes, category, type, outcome]) =>
    actionTypes.split(' ').map(
      (code): EventKind => ({
        groups: ['defender'],
        code,
        category: [category],
        type: [type],
        ...(outcome !== undefined && { outcome }),
      }),
    ),
  ),
  { groups: ['defender', 'other'], code: undefined },
];
