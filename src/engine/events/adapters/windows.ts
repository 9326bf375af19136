import type { Adapter } from '../adapter.ts';
import { readMembers } from '../mapped/read-members.ts';
import { SHAPE_MEMBERS, shapeOf, windowsEvent } from '../windows/windows-event.ts';
import { WINDOWS_MAPPING, windowsVocabulary } from '../windows-vocabulary.ts';

/** Windows event logs, Sysmon's included, as most recorders write them. */
export const windowsAdapter: Adapter = {
  name: 'windows',
  description: 'Windows and Sysmon events from NXLog, Mordor, Winlogbeat, Sentinel or evtx_dump',
  recognises: (record) => shapeOf(record) !== undefined,
  unwrap: windowsEvent,
  projection: (paths) => ({
    members: new Set([...SHAPE_MEMBERS, ...readMembers(WINDOWS_MAPPING, paths)]),
    isLazy: (member) => !SHAPE_MEMBERS.includes(member),
    // The other shapes keep the event deeper down.
    isEnough: (record) => shapeOf(record) === 'flat',
  }),
  vocabulary: windowsVocabulary,
  wideIntegers: false,
};
