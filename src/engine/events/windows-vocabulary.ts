import { text } from './conversions/text.ts';
import type { EventRecord } from './field-value.ts';
import { MappedEvent } from './mapped/mapped-event.ts';
import { mappedVocabulary } from './mapped/mapped-vocabulary.ts';
import type { Mapping } from './mapped/mapping.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isEnvelopeName } from './windows/envelope-names.ts';
import { kindOf, WINDOWS_KINDS } from './windows/event-kinds.ts';
import { EVENT_FIELDS } from './windows/fields/event-fields.ts';
import { DLL_FIELDS, FILE_FIELDS } from './windows/fields/file-fields.ts';
import { HOST_FIELDS } from './windows/fields/host-fields.ts';
import { NETWORK_FIELDS } from './windows/fields/network-fields.ts';
import { POWERSHELL_FIELDS } from './windows/fields/powershell-fields.ts';
import { PROCESS_FIELDS } from './windows/fields/process-fields.ts';
import { REGISTRY_FIELDS } from './windows/fields/registry-fields.ts';
import { RELATED_FIELDS } from './windows/fields/related-fields.ts';
import { SYSMON_FIELDS } from './windows/fields/sysmon-fields.ts';
import { USER_FIELDS } from './windows/fields/user-fields.ts';
import { WINLOG_FIELDS } from './windows/fields/winlog-fields.ts';
import { windowsEvent } from './windows/windows-event.ts';

/** The whole mapping of Windows and Sysmon events to ECS. Readers, `convert` and `docs/events.md` all follow it. */
export const WINDOWS_MAPPING: Mapping = {
  name: 'windows',
  kinds: WINDOWS_KINDS,
  fields: [
    ...EVENT_FIELDS,
    ...HOST_FIELDS,
    ...PROCESS_FIELDS,
    ...FILE_FIELDS,
    ...DLL_FIELDS,
    ...REGISTRY_FIELDS,
    ...NETWORK_FIELDS,
    ...USER_FIELDS,
    ...POWERSHELL_FIELDS,
    ...SYSMON_FIELDS,
    ...WINLOG_FIELDS,
    ...RELATED_FIELDS,
  ],
  classify: classifyWindowsEvent,
  passThrough: { prefix: 'winlog.event_data', convert: text.convert, isEnvelope: isEnvelopeName },
};

/** Windows and Sysmon events in any of the shapes of `windows/windows-event.ts`. */
export const windowsVocabulary: Required<Vocabulary> = mappedVocabulary(WINDOWS_MAPPING);

function classifyWindowsEvent(record: EventRecord): MappedEvent {
  const event = windowsEvent(record);
  // The adapter has reported such a record; whoever asks it for fields all the same finds none.
  return typeof event === 'string' ? new MappedEvent(kindOf(undefined, undefined, undefined), {}, {}) : event;
}
