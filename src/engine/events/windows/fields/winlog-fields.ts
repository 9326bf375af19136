import { integer, typedNumber } from '../../conversions/number.ts';
import { numberAsText, oneOf, words } from '../../conversions/text.ts';
import { userAccountControl } from '../../conversions/user-account-control.ts';
import { byKind, type FieldMapping, field, from, fromEnvelope } from '../../mapped/field-mapping.ts';
import type { WindowsKind } from '../event-kinds.ts';

const LOGON_TYPES = new Map([
  ['2', 'Interactive'],
  ['3', 'Network'],
  ['4', 'Batch'],
  ['5', 'Service'],
  ['7', 'Unlock'],
  ['8', 'NetworkCleartext'],
  ['9', 'NewCredentials'],
  ['10', 'RemoteInteractive'],
  ['11', 'CachedInteractive'],
]);

const SERVICE_TYPES = new Map([
  ['0x1', 'Kernel Driver'],
  ['0x2', 'File System Driver'],
  ['0x8', 'Recognizer Driver'],
  ['0x10', 'Win32 Own Process'],
  ['0x20', 'Win32 Share Process'],
  ['0x110', 'Interactive Own Process'],
  ['0x120', 'Interactive Share Process'],
]);

/** `winlog.*`: what the log says about the event. `winlog.event_data.*` passes through besides. */
export const WINLOG_FIELDS: readonly FieldMapping[] = [
  field('winlog.channel', fromEnvelope('any', 'Channel')),
  field(
    'winlog.provider_name',
    fromEnvelope('any', 'SourceName Provider ProviderName Source'),
    byKind('any', 'provider of the log', (kind) => (kind as WindowsKind).log.provider),
  ),
  field('winlog.provider_guid', fromEnvelope('any', 'ProviderGuid')),
  field('winlog.event_id', fromEnvelope('any', 'EventID', numberAsText)),
  field('winlog.record_id', fromEnvelope('any', 'RecordNumber', numberAsText)),
  field('winlog.computer_name', fromEnvelope('any', 'Hostname Computer')),
  field('winlog.task', fromEnvelope('any', 'Category')),
  field('winlog.opcode', fromEnvelope('any', 'Opcode')),
  field('winlog.activity_id', fromEnvelope('any', 'ActivityID')),
  field(
    'winlog.process.pid',
    fromEnvelope('any', 'ExecutionProcessID', integer),
    fromEnvelope('any', 'ProcessID', typedNumber),
  ),
  field('winlog.process.thread.id', fromEnvelope('any', 'ThreadID', integer)),
  field('winlog.user.identifier', fromEnvelope('any', 'UserID')),
  field('winlog.user.name', fromEnvelope('sysmon powershell task-scheduler wmi-activity', 'AccountName')),
  field('winlog.user.domain', fromEnvelope('any', 'Domain')),
  field('winlog.user.type', fromEnvelope('any', 'AccountType')),
  field(
    'winlog.logon.id',
    from('security', 'SubjectLogonId'),
    from('security:4634,4647,4964', 'TargetLogonId'),
    from('security:4778,4779', 'LogonID'),
  ),
  field('winlog.logon.type', from('security', 'LogonType', oneOf('name of the logon type', LOGON_TYPES))),
  field('winlog.event_data.EventType', from('sysmon:12-14,17-21', 'EventType')),
  field('winlog.event_data.AccountName', from('security:4778,4779 system:7045', 'AccountName')),
  field('winlog.event_data.ProcessID', from('security:5152-5159', 'ProcessID')),
  field('winlog.event_data.TargetProcessGUID', from('sysmon:8,10', 'TargetProcessGUID TargetProcessGuid')),
  field('winlog.event_data.PrivilegeList', from('security:4672-4674,4741-4743', 'PrivilegeList', words)),
  field('winlog.event_data.NewUACList', from('security', 'NewUacValue', userAccountControl)),
  field('service.name', from('security:4697,4768-4770 system:7045', 'ServiceName')),
  field(
    'service.type',
    from('security:4697', 'ServiceType', oneOf('name of the service type', SERVICE_TYPES)),
  ),
];
