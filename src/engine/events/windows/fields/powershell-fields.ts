import { integer } from '../../conversions/number.ts';
import { type FieldMapping, field, from } from '../../mapped/field-mapping.ts';

/** `powershell.*` */
export const POWERSHELL_FIELDS: readonly FieldMapping[] = [
  field('powershell.file.script_block_text', from('powershell-operational:4104', 'ScriptBlockText')),
  field('powershell.file.script_block_id', from('powershell-operational:4104-4106', 'ScriptBlockId')),
  field('powershell.runspace_id', from('powershell-operational:4105,4106', 'RunspaceId')),
  field('powershell.sequence', from('powershell-operational:4104', 'MessageNumber', integer)),
  field('powershell.total', from('powershell-operational:4104', 'MessageTotal', integer)),
];
