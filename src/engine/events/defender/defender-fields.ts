import { argumentCount, commandLineArguments } from '../conversions/command-line.ts';
import { extension, fileName } from '../conversions/file-path.ts';
import { ipAddress } from '../conversions/network.ts';
import { integer } from '../conversions/number.ts';
import { registryData, registryHive, registryKey } from '../conversions/registry-key.ts';
import { lowerCase, numberAsText } from '../conversions/text.ts';
import { recordedTime } from '../conversions/time.ts';
import { always, byKind, type FieldMapping, field, from, joined, union } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';

const CREATED = 'defender:ProcessCreated';
const FILE = 'defender:FileCreated,FileModified,FileRenamed,FileDeleted';
const LOADED = 'defender:ImageLoaded,DriverLoad';
const REGISTRY =
  'defender:RegistryKeyCreated,RegistryValueSet,RegistryKeyRenamed,RegistryKeyDeleted,RegistryValueDeleted';

/** Fields of Defender's rows. In rows about a new process the first source wins, and it is the new process. */
export const DEFENDER_FIELDS: readonly FieldMapping[] = [
  field('@timestamp', from('defender', 'Timestamp', recordedTime)),
  field('event.kind', always('defender', 'event')),
  field(
    'event.category',
    byKind('defender', 'by action type', (kind) => toFieldValue(kind.category)),
  ),
  field(
    'event.type',
    byKind('defender', 'by action type', (kind) => toFieldValue(kind.type)),
  ),
  field('event.action', from('defender', 'ActionType')),
  field(
    'event.outcome',
    byKind('defender', 'by action type', (kind) => kind.outcome),
  ),
  field('event.module', always('defender', 'm365_defender')),
  field('event.dataset', always('defender', 'm365_defender.event')),
  field('data_stream.dataset', always('defender', 'm365_defender.event')),
  field('host.name', from('defender', 'DeviceName')),
  field('host.hostname', from('defender', 'DeviceName')),
  field('host.id', from('defender', 'DeviceId')),
  field('host.os.type', from('other', 'OSPlatform', lowerCase), always('defender', 'windows')),
  field('process.pid', from(CREATED, 'ProcessId', integer), from('defender', 'InitiatingProcessId', integer)),
  field('process.name', from(CREATED, 'FileName'), from('defender', 'InitiatingProcessFileName')),
  field('process.executable', from(CREATED, 'FolderPath'), from('defender', 'InitiatingProcessFolderPath')),
  field(
    'process.command_line',
    from(CREATED, 'ProcessCommandLine'),
    from('defender', 'InitiatingProcessCommandLine'),
  ),
  field(
    'process.args',
    from(CREATED, 'ProcessCommandLine', commandLineArguments),
    from('defender', 'InitiatingProcessCommandLine', commandLineArguments),
  ),
  field(
    'process.args_count',
    from(CREATED, 'ProcessCommandLine', argumentCount),
    from('defender', 'InitiatingProcessCommandLine', argumentCount),
  ),
  field(
    'process.hash.md5',
    from(CREATED, 'MD5', lowerCase),
    from('defender', 'InitiatingProcessMD5', lowerCase),
  ),
  field(
    'process.hash.sha1',
    from(CREATED, 'SHA1', lowerCase),
    from('defender', 'InitiatingProcessSHA1', lowerCase),
  ),
  field(
    'process.hash.sha256',
    from(CREATED, 'SHA256', lowerCase),
    from('defender', 'InitiatingProcessSHA256', lowerCase),
  ),
  field(
    'process.pe.original_file_name',
    from(CREATED, 'ProcessVersionInfoOriginalFileName'),
    from('other', 'InitiatingProcessVersionInfoOriginalFileName'),
  ),
  field(
    'process.parent.pid',
    from(CREATED, 'InitiatingProcessId', integer),
    from('defender', 'InitiatingProcessParentId', integer),
  ),
  field(
    'process.parent.name',
    from(CREATED, 'InitiatingProcessFileName'),
    from('defender', 'InitiatingProcessParentFileName', fileName),
  ),
  field('process.parent.executable', from(CREATED, 'InitiatingProcessFolderPath')),
  field('process.parent.command_line', from(CREATED, 'InitiatingProcessCommandLine')),
  field('process.parent.args', from(CREATED, 'InitiatingProcessCommandLine', commandLineArguments)),
  field('file.name', from(FILE, 'FileName'), from(LOADED, 'FileName')),
  field('file.path', from(FILE, 'FolderPath'), from(LOADED, 'FolderPath')),
  field('file.extension', from(FILE, 'FileName', extension), from(LOADED, 'FileName', extension)),
  field('file.size', from(FILE, 'FileSize', integer)),
  field('dll.name', from(LOADED, 'FileName')),
  field('dll.path', from(LOADED, 'FolderPath')),
  field('registry.path', joined(REGISTRY, 'RegistryKey RegistryValueName'), from(REGISTRY, 'RegistryKey')),
  field('registry.hive', from(REGISTRY, 'RegistryKey', registryHive)),
  field('registry.key', from(REGISTRY, 'RegistryKey', registryKey)),
  field('registry.value', from(REGISTRY, 'RegistryValueName')),
  field('registry.data.strings', from(REGISTRY, 'RegistryValueData', registryData)),
  field('source.ip', from('defender', 'LocalIP', ipAddress), from('other', 'IPAddress', ipAddress)),
  field('source.port', from('defender', 'LocalPort', integer)),
  field('destination.ip', from('defender', 'RemoteIP DestinationIPAddress', ipAddress)),
  field('destination.port', from('defender', 'RemotePort DestinationPort', integer)),
  field('destination.domain', from('defender', 'RemoteUrl')),
  field('network.transport', from('defender', 'Protocol', lowerCase)),
  field('user.id', from('defender', 'AccountSid InitiatingProcessAccountSid AccountObjectId')),
  field('user.name', from('defender', 'AccountName InitiatingProcessAccountName AccountDisplayName')),
  field('user.domain', from('defender', 'AccountDomain InitiatingProcessAccountDomain')),
  field('m365_defender.event.report_id', from('defender', 'ReportId ReportId_long', numberAsText)),
  union('related.user', 'user.name'),
  union('related.ip', 'source.ip', 'destination.ip'),
];
