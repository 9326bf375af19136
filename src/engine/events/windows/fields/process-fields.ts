import { argumentCount, commandLineArguments } from '../../conversions/command-line.ts';
import { fileName } from '../../conversions/file-path.ts';
import { hash } from '../../conversions/hashes.ts';
import { integer } from '../../conversions/number.ts';
import { contextEntry } from '../../conversions/powershell-context.ts';
import { guid, text } from '../../conversions/text.ts';
import {
  type Conversion,
  type FieldMapping,
  type FieldSource,
  field,
  from,
  fromEnvelope,
} from '../../mapped/field-mapping.ts';

/** The process that acted. In Sysmon's "remote thread" and "process access" it is the source. */
const executableAs = (as: Conversion): FieldSource[] => [
  from('sysmon:8,10', 'SourceImage', as),
  from('sysmon', 'Image', as),
  from('sysmon:20', 'Destination', as),
  from('security:4688', 'NewProcessName', as),
  from('security:5152-5159', 'Application', as),
  from('security', 'ProcessName', as),
];

const parentExecutableAs = (as: Conversion): FieldSource[] => [
  from('sysmon:1', 'ParentImage', as),
  from('security:4688', 'ParentProcessName', as),
];

/** PowerShell logs the command line of its host inside other text. */
const commandLineAs = (as: Conversion): FieldSource[] => [
  from('sysmon security:4688', 'CommandLine', as),
  from('powershell-operational:4103', 'ContextInfo', contextEntry('Host Application', as)),
  fromEnvelope('powershell-classic', 'Message', contextEntry('HostApplication', as)),
];

/** Hashes of the process that acted; the pipeline takes those of a deleted file (23) for it too. */
const processHash = (path: string, name: string): FieldMapping =>
  field(path, from('sysmon:1,23-25', 'Hashes Hash', hash(name)));

/** `process.*` */
export const PROCESS_FIELDS: readonly FieldMapping[] = [
  field(
    'process.entity_id',
    from('sysmon:8,10', 'SourceProcessGuid SourceProcessGUID', guid),
    from('sysmon', 'ProcessGuid', guid),
  ),
  field(
    'process.pid',
    from('sysmon:8,10', 'SourceProcessId', integer),
    from('security:4688', 'NewProcessId', integer),
    from('security:5152-5159', 'ProcessId ProcessID', integer),
    from('sysmon security', 'ProcessId', integer),
  ),
  field('process.thread.id', from('sysmon:10', 'SourceThreadId', integer)),
  field('process.executable', ...executableAs(text)),
  field('process.name', ...executableAs(fileName)),
  field('process.command_line', ...commandLineAs(text)),
  field('process.args', ...commandLineAs(commandLineArguments)),
  field('process.args_count', ...commandLineAs(argumentCount)),
  field('process.working_directory', from('sysmon:1', 'CurrentDirectory')),
  field('process.parent.entity_id', from('sysmon:1', 'ParentProcessGuid', guid)),
  field(
    'process.parent.pid',
    from('sysmon:1', 'ParentProcessId', integer),
    from('security:4688', 'ProcessId', integer),
  ),
  field('process.parent.executable', ...parentExecutableAs(text)),
  field('process.parent.name', ...parentExecutableAs(fileName)),
  field('process.parent.command_line', from('sysmon:1', 'ParentCommandLine')),
  field('process.parent.args', from('sysmon:1', 'ParentCommandLine', commandLineArguments)),
  field('process.parent.args_count', from('sysmon:1', 'ParentCommandLine', argumentCount)),
  field('process.pe.original_file_name', from('sysmon:1', 'OriginalFileName')),
  field('process.pe.company', from('sysmon:1', 'Company')),
  field('process.pe.description', from('sysmon:1', 'Description')),
  field('process.pe.file_version', from('sysmon:1', 'FileVersion')),
  field('process.pe.product', from('sysmon:1', 'Product')),
  processHash('process.pe.imphash', 'IMPHASH'),
  processHash('process.hash.md5', 'MD5'),
  processHash('process.hash.sha1', 'SHA1'),
  processHash('process.hash.sha256', 'SHA256'),
];
