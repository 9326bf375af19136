import type { EventRecord } from '../field-value.ts';
import type { KindIndex } from '../mapped/event-kind.ts';
import { MappedEvent } from '../mapped/mapped-event.ts';
import { isObject, setOwnProperty } from '../own-property.ts';
import { kindOf } from './event-kinds.ts';

const NO_DATA: EventRecord = {};

/** The shapes in which recorders write one and the same Windows event. */
export type WindowsShape = 'flat' | 'winlogbeat-6' | 'winlogbeat-7' | 'evtx';

/** The members that tell the shape of a record and, in a flat one, where the event is and of what kind. */
export const SHAPE_MEMBERS: readonly string[] = [
  ...['EventID', 'winlog', 'event_id', 'log_name', 'Event'],
  ...['Channel', 'SourceName', 'Provider', 'EventData'],
];

/** The shape of a record; undefined for what is no Windows event. */
export function shapeOf(record: EventRecord): WindowsShape | undefined {
  if (record.EventID !== undefined) return 'flat';
  const winlog = record.winlog;
  if (isObject(winlog) && (winlog.event_id !== undefined || isObject(winlog.event_data)))
    return 'winlogbeat-7';
  if (record.event_id !== undefined && record.log_name !== undefined) return 'winlogbeat-6';
  const event = record.Event;
  return isObject(event) && isObject(event.System) ? 'evtx' : undefined;
}

/** The event in a record of any shape; a string says why there is none. */
export function windowsEvent(record: EventRecord): MappedEvent | string {
  switch (shapeOf(record)) {
    case 'flat':
      return fromFlat(record);
    case 'winlogbeat-6':
      return fromWinlogbeat6(record);
    case 'winlogbeat-7':
      return fromWinlogbeat7(record);
    case 'evtx':
      return fromEvtx(record.Event as EventRecord);
    default:
      return 'no Windows event: it has neither EventID nor event_id, winlog or Event.System';
  }
}

/** The kind of a flat record. */
export function flatKind(record: EventRecord): KindIndex {
  return kindOf(record.Channel, record.SourceName ?? record.Provider, record.EventID);
}

/** NXLog, Mordor and others: everything in one object. Sentinel keeps the event's data apart, as JSON text. */
function fromFlat(record: EventRecord): MappedEvent | string {
  const kind = flatKind(record);
  const eventData = record.EventData;
  if (isObject(eventData)) return new MappedEvent(kind, eventData, record);
  if (typeof eventData !== 'string' || !eventData.startsWith('{'))
    return new MappedEvent(kind, record, record);
  const data = parseObject(eventData);
  return data === undefined
    ? 'EventData is not the JSON object that it begins as'
    : new MappedEvent(kind, data, record);
}

function parseObject(json: string): EventRecord | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fromWinlogbeat6(record: EventRecord): MappedEvent {
  const user = objectIn(record, 'user');
  const envelope = {
    '@timestamp': record['@timestamp'],
    EventID: record.event_id,
    Channel: record.log_name,
    SourceName: record.source_name,
    ProviderGuid: record.provider_guid,
    Hostname: record.computer_name,
    RecordNumber: record.record_number,
    Category: record.task,
    Opcode: record.opcode,
    Keywords: record.keywords,
    Message: record.message,
    ActivityID: record.activity_id,
    ExecutionProcessID: record.process_id,
    ThreadID: record.thread_id,
    UserID: user.identifier,
    AccountName: user.name,
    Domain: user.domain,
    AccountType: user.type,
  };
  const data = isObject(record.event_data) ? record.event_data : objectIn(record, 'user_data');
  return new MappedEvent(kindOf(envelope.Channel, envelope.SourceName, envelope.EventID), data, envelope);
}

/** ECS in most, so the record is asked first. */
function fromWinlogbeat7(record: EventRecord): MappedEvent {
  const winlog = objectIn(record, 'winlog');
  const user = objectIn(winlog, 'user');
  const process = objectIn(winlog, 'process');
  const envelope = {
    '@timestamp': record['@timestamp'],
    EventID: winlog.event_id ?? objectIn(record, 'event').code,
    Channel: winlog.channel,
    SourceName: winlog.provider_name,
    ProviderGuid: winlog.provider_guid,
    Hostname: winlog.computer_name,
    RecordNumber: winlog.record_id,
    Category: winlog.task,
    Opcode: winlog.opcode,
    Keywords: winlog.keywords,
    Message: record.message,
    ActivityID: winlog.activity_id,
    ExecutionProcessID: process.pid,
    ThreadID: objectIn(process, 'thread').id,
    UserID: user.identifier,
    AccountName: user.name,
    Domain: user.domain,
    AccountType: user.type,
  };
  const data = isObject(winlog.event_data) ? winlog.event_data : objectIn(winlog, 'user_data');
  return new MappedEvent(
    kindOf(envelope.Channel, envelope.SourceName, envelope.EventID),
    data,
    envelope,
    record,
  );
}

/** The XML of an event as evtx_dump writes it in JSON; Sysmon for Linux logs the same XML. */
export function fromEvtx(event: EventRecord): MappedEvent {
  const system = objectIn(event, 'System');
  const provider = attributesOf(system.Provider);
  const envelope = {
    TimeCreated: attributesOf(system.TimeCreated).SystemTime,
    EventID: textContent(system.EventID),
    Channel: textContent(system.Channel),
    SourceName: provider.Name,
    ProviderGuid: provider.Guid,
    Hostname: textContent(system.Computer),
    RecordNumber: textContent(system.EventRecordID),
    Keywords: textContent(system.Keywords),
    ExecutionProcessID: attributesOf(system.Execution).ProcessID,
    ThreadID: attributesOf(system.Execution).ThreadID,
    ActivityID: attributesOf(system.Correlation).ActivityID,
    UserID: attributesOf(system.Security).UserID ?? attributesOf(system.Security).UserId,
  };
  return new MappedEvent(
    kindOf(envelope.Channel, envelope.SourceName, envelope.EventID),
    dataOf(event),
    envelope,
  );
}

function dataOf(event: EventRecord): EventRecord {
  const eventData = event.EventData;
  if (isObject(eventData)) return Array.isArray(eventData.Data) ? fromDataList(eventData.Data) : eventData;
  // UserData holds one element, whose name says no more than the provider does.
  const [inner] = Object.values(objectIn(event, 'UserData'));
  return isObject(inner) ? inner : NO_DATA;
}

/** `<Data Name="Image">…</Data>` elements, in which the name is an attribute; those without one are left out. */
function fromDataList(elements: readonly unknown[]): EventRecord {
  const data = {};
  for (const element of elements) {
    const name = attributesOf(element).Name;
    if (typeof name === 'string') setOwnProperty(data, name, textContent(element));
  }
  return data;
}

function attributesOf(element: unknown): EventRecord {
  return isObject(element) ? objectIn(element, '#attributes') : NO_DATA;
}

function textContent(element: unknown): unknown {
  return isObject(element) ? element['#text'] : element;
}

function objectIn(record: EventRecord, name: string): EventRecord {
  const value = record[name];
  return isObject(value) ? value : NO_DATA;
}
