import { audit } from '../../conversions/audit.ts';
import { numberAsText } from '../../conversions/text.ts';
import { recordedTime } from '../../conversions/time.ts';
import type { FieldValue } from '../../field-value.ts';
import { always, byKind, type FieldMapping, field, from, fromEnvelope } from '../../mapped/field-mapping.ts';
import { toFieldValue } from '../../scalar-value.ts';
import type { WindowsKind } from '../event-kinds.ts';

const ofLog = (part: 'module' | 'dataset' | 'provider') =>
  byKind('any', `${part} of the log`, (kind): FieldValue => (kind as WindowsKind).log[part]);

/** What the event is: `event.*`, `data_stream.*`, and when it was. */
export const EVENT_FIELDS: readonly FieldMapping[] = [
  field(
    '@timestamp',
    fromEnvelope('any', '@timestamp', recordedTime),
    // Before Sysmon's UtcTime: a recorder's own time may be a local one without a zone, but it is the same clock
    // for all logs of a recording, and events of two logs must not drift hours apart.
    fromEnvelope('any', 'TimeCreated EventTime TimeGenerated', recordedTime),
    from('sysmon', 'UtcTime', recordedTime),
  ),
  field('event.kind', always('any', 'event')),
  field('event.code', fromEnvelope('any', 'EventID', numberAsText)),
  field(
    'event.category',
    byKind('any', 'by event id', (kind) => toFieldValue(kind.category)),
  ),
  field(
    'event.type',
    byKind('any', 'by event id', (kind) => toFieldValue(kind.type)),
  ),
  field(
    'event.action',
    byKind('any', 'by event id', (kind) => kind.action),
    fromEnvelope('any', 'Category'),
  ),
  field(
    'event.outcome',
    fromEnvelope('security', 'EventType Keywords', audit),
    byKind('any', 'by event id', (kind) => kind.outcome),
  ),
  field('event.provider', fromEnvelope('any', 'SourceName Provider ProviderName Source'), ofLog('provider')),
  field('event.module', ofLog('module')),
  field('event.dataset', ofLog('dataset')),
  field('data_stream.dataset', ofLog('dataset')),
  field('data_stream.type', always('any', 'logs')),
  field('message', fromEnvelope('any', 'Message')),
];
