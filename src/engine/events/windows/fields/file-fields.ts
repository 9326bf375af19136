import { directory, extension, fileName } from '../../conversions/file-path.ts';
import { hash } from '../../conversions/hashes.ts';
import { flag } from '../../conversions/number.ts';
import { defendStatus, signatureTrusted, signatureValid } from '../../conversions/signature.ts';
import { text } from '../../conversions/text.ts';
import {
  type Conversion,
  type FieldMapping,
  type FieldSource,
  field,
  from,
  joined,
} from '../../mapped/field-mapping.ts';

const TARGET = 'sysmon:2,11,15,23,26-29';
const LOADED = 'sysmon:6,7';
const SHARE = 'security:5140,5145';
const HASHED = 'sysmon:6,7,15,23,26-29';

const fileAs = (as: Conversion): FieldSource[] => [
  from(TARGET, 'TargetFilename', as),
  from(LOADED, 'ImageLoaded', as),
  from('sysmon:9', 'Device', as),
  from('powershell-operational:4104', 'Path', as),
];

/** `file.*` */
export const FILE_FIELDS: readonly FieldMapping[] = [
  field('file.path', ...fileAs(text), joined(SHARE, 'ShareLocalPath RelativeTargetName')),
  field('file.target_path', joined(SHARE, 'ShareName RelativeTargetName')),
  field(
    'file.name',
    ...fileAs(fileName),
    from('sysmon:17,18', 'PipeName'),
    from(SHARE, 'RelativeTargetName'),
  ),
  field('file.directory', ...fileAs(directory), from(SHARE, 'ShareLocalPath')),
  field('file.extension', ...fileAs(extension), from(SHARE, 'RelativeTargetName', extension)),
  ...hashesOf('file', HASHED),
  ...peOf('file'),
  field('file.code_signature.status', from(LOADED, 'SignatureStatus')),
  ...signatureOf('file'),
];

/** `dll.*`: what a load loaded. Elastic's pipeline puts it under `file.*`, Elastic Defend here; so it is in both. */
export const DLL_FIELDS: readonly FieldMapping[] = [
  field('dll.path', from(LOADED, 'ImageLoaded')),
  field('dll.name', from(LOADED, 'ImageLoaded', fileName)),
  ...hashesOf('dll', LOADED),
  ...peOf('dll'),
  field('dll.code_signature.status', from(LOADED, 'SignatureStatus', defendStatus)),
  ...signatureOf('dll'),
];

function hashesOf(parent: string, when: string): FieldMapping[] {
  return [
    field(`${parent}.hash.md5`, from(when, 'Hashes Hash', hash('MD5'))),
    field(`${parent}.hash.sha1`, from(when, 'Hashes Hash', hash('SHA1'))),
    field(`${parent}.hash.sha256`, from(when, 'Hashes Hash', hash('SHA256'))),
    field(`${parent}.pe.imphash`, from(when, 'Hashes Hash', hash('IMPHASH'))),
  ];
}

function peOf(parent: string): FieldMapping[] {
  return [
    field(`${parent}.pe.original_file_name`, from('sysmon:7', 'OriginalFileName')),
    field(`${parent}.pe.company`, from('sysmon:7', 'Company')),
    field(`${parent}.pe.description`, from('sysmon:7', 'Description')),
    field(`${parent}.pe.file_version`, from('sysmon:7', 'FileVersion')),
    field(`${parent}.pe.product`, from('sysmon:7', 'Product')),
  ];
}

function signatureOf(parent: string): FieldMapping[] {
  return [
    field(`${parent}.code_signature.subject_name`, from(LOADED, 'Signature')),
    field(`${parent}.code_signature.exists`, from(LOADED, 'Signed', flag)),
    field(`${parent}.code_signature.signed`, from(LOADED, 'Signed', flag)),
    field(`${parent}.code_signature.valid`, from(LOADED, 'SignatureStatus', signatureValid)),
    field(`${parent}.code_signature.trusted`, from(LOADED, 'SignatureStatus', signatureTrusted)),
  ];
}
