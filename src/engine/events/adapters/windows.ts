import type { Adapter } from '../adapter.ts';
import { MemberTable } from '../mapped/member-table.ts';
import { flatKind, SHAPE_MEMBERS, shapeOf, windowsEvent } from '../windows/windows-event.ts';
import { WINDOWS_MAPPING, windowsVocabulary } from '../windows-vocabulary.ts';

const MEMBERS = new MemberTable(WINDOWS_MAPPING);

/** Windows event logs, Sysmon's included, as most recorders write them. */
export const windowsAdapter: Adapter = {
  name: 'windows',
  description: 'Windows and Sysmon events from NXLog, Mordor, Winlogbeat, Sentinel or evtx_dump',
  recognises: (record) => shapeOf(record) !== undefined,
  unwrap: windowsEvent,
  projection: (paths) => ({
    members: new Set([...SHAPE_MEMBERS, ...MEMBERS.membersOf(paths)]),
    kindMembers: SHAPE_MEMBERS,
    // The other shapes keep the event deeper down.
    kindOf: (record) => (shapeOf(record) === 'flat' ? flatKind(record) : undefined),
    membersOfKind: (kind, some) => MEMBERS.membersOf(some, kind),
    isLazy: (member) => !SHAPE_MEMBERS.includes(member),
  }),
  vocabulary: windowsVocabulary,
  wideIntegers: false,
};
