import { XMLParser } from 'fast-xml-parser';
import type { Adapter } from '../adapter.ts';
import type { EventRecord } from '../field-value.ts';
import type { MappedEvent } from '../mapped/mapped-event.ts';
import { isObject } from '../own-property.ts';
import { fromEvtx } from '../windows/windows-event.ts';
import { windowsVocabulary } from '../windows-vocabulary.ts';

/** Makes of the XML what evtx_dump makes of it; no text is trimmed, retyped or expanded. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: '#attributes',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name) => name === 'Data',
});

function messageOf(record: EventRecord): string | undefined {
  const message = record.SyslogMessage ?? record.syslog_message;
  return typeof message === 'string' ? message : undefined;
}

/** Some forwarders turn the semicolon of an entity into a blank: `&lt unknown process&gt `. */
function withWholeEntities(xml: string): string {
  return xml.replace(/&(lt|gt|amp|quot|apos) /g, '&$1;');
}

/** A message that the syslog cut short yields what came before the cut, so the XML is not validated. */
function eventOf(message: string): MappedEvent | string {
  const start = message.indexOf('<Event>');
  // A document type could define entities that expand without end; events have none.
  if (message.includes('<!DOCTYPE'))
    return 'the XML of the event declares a document type, which no Sysmon event does';
  try {
    const document: unknown = parser.parse(withWholeEntities(message.slice(start)));
    const event = isObject(document) ? document.Event : undefined;
    return isObject(event) && isObject(event.System)
      ? fromEvtx(event)
      : 'the XML of the event has no System element';
  } catch (error) {
    return `the XML of the event is broken: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Sysmon for Linux. Lines of other programs in the same syslog are no events. */
export const sysmonSyslogAdapter: Adapter = {
  name: 'sysmon-syslog',
  description: 'Sysmon for Linux: XML in the `SyslogMessage` of a syslog row',
  recognises: (record) => messageOf(record)?.includes('<Event>') === true,
  unwrap(record) {
    const message = messageOf(record);
    if (message === undefined) return 'a syslog row without a SyslogMessage';
    return message.includes('<Event>') ? eventOf(message) : null;
  },
  vocabulary: windowsVocabulary,
  wideIntegers: false,
};
