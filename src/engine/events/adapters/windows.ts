import type { Adapter } from '../adapter.ts';
import { shapeOf, windowsEvent } from '../windows/windows-event.ts';
import { windowsVocabulary } from '../windows-vocabulary.ts';

/** Windows event logs, Sysmon's included, as most recorders write them. */
export const windowsAdapter: Adapter = {
  name: 'windows',
  description: 'Windows and Sysmon events from NXLog, Mordor, Winlogbeat, Sentinel or evtx_dump',
  recognises: (record) => shapeOf(record) !== undefined,
  unwrap: windowsEvent,
  vocabulary: windowsVocabulary,
  wideIntegers: false,
};
