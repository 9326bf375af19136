import type { EventRecord, FieldValue } from '../../../../src/engine/events/field-value.ts';
import { windowsVocabulary } from '../../../../src/engine/events/windows-vocabulary.ts';

/** A flat record as NXLog writes it. */
export function flat(channel: string, provider: string, eventId: number, data: EventRecord): EventRecord {
  return {
    EventID: eventId,
    Channel: channel,
    SourceName: provider,
    Hostname: 'ws1.corp.example',
    UserID: 'S-1-5-18',
    RecordNumber: 99,
    ...data,
  };
}

export function sysmon(eventId: number, data: EventRecord): EventRecord {
  return flat('Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', eventId, data);
}

export function security(eventId: number, data: EventRecord): EventRecord {
  return flat('Security', 'Microsoft-Windows-Security-Auditing', eventId, data);
}

export function read(path: string, record: EventRecord): FieldValue {
  return windowsVocabulary.reader(path)(record);
}
