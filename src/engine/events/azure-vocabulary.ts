import { jsonMember } from './conversions/json-member.ts';
import { ipAddress } from './conversions/network.ts';
import { lowerCase, oneOf } from './conversions/text.ts';
import { recordedTime } from './conversions/time.ts';
import { always, type FieldMapping, field, from } from './mapped/field-mapping.ts';
import { MappedEvent } from './mapped/mapped-event.ts';
import { mappedVocabulary } from './mapped/mapped-vocabulary.ts';
import type { Mapping } from './mapped/mapping.ts';
import type { Vocabulary } from './vocabulary.ts';

const OUTCOMES = new Map([
  ['success', 'success'],
  ['failure', 'failure'],
]);

const user = (member: string) => jsonMember(`user.${member}`);
const target = (member: string) => jsonMember(member);
const TARGETS = 'azure.auditlogs.properties.target_resources';

/** As Elastic's Azure integration names them; it gives audit events no category. */
const FIELDS: readonly FieldMapping[] = [
  field('@timestamp', from('azure', 'ActivityDateTime TimeGenerated', recordedTime)),
  field('event.kind', always('azure', 'event')),
  field('event.action', from('azure', 'OperationName')),
  field('event.outcome', from('azure', 'Result', oneOf('`success` or `failure`', OUTCOMES))),
  field('event.module', always('azure', 'azure')),
  field('event.dataset', always('azure', 'azure.auditlogs')),
  field('data_stream.dataset', always('azure', 'azure.auditlogs')),
  field('azure.tenant_id', from('azure', 'AADTenantId TenantId')),
  field('azure.correlation_id', from('azure', 'CorrelationId')),
  field('azure.resource_id', from('azure', 'ResourceId')),
  field('azure.auditlogs.operation_name', from('azure', 'OperationName')),
  field('azure.auditlogs.operation_version', from('azure', 'OperationVersion')),
  field('azure.auditlogs.result_signature', from('azure', 'ResultSignature')),
  field('azure.auditlogs.category', from('azure', 'Type')),
  field('azure.auditlogs.properties.category', from('azure', 'Category')),
  field('azure.auditlogs.properties.id', from('azure', 'Id')),
  field('azure.auditlogs.properties.activity_display_name', from('azure', 'ActivityDisplayName')),
  field('azure.auditlogs.properties.logged_by_service', from('azure', 'LoggedByService')),
  field('azure.auditlogs.properties.operation_type', from('azure', 'AADOperationType')),
  field('azure.auditlogs.properties.initiated_by.user.id', from('azure', 'InitiatedBy', user('id'))),
  field(
    'azure.auditlogs.properties.initiated_by.user.displayName',
    from('azure', 'InitiatedBy', user('displayName')),
  ),
  field(
    'azure.auditlogs.properties.initiated_by.user.userPrincipalName',
    from('azure', 'InitiatedBy', user('userPrincipalName')),
  ),
  field(
    'azure.auditlogs.properties.initiated_by.user.ipAddress',
    from('azure', 'InitiatedBy', user('ipAddress')),
  ),
  field(
    'azure.auditlogs.properties.initiated_by.app.displayName',
    from('azure', 'InitiatedBy', jsonMember('app.displayName')),
  ),
  field(`${TARGETS}.id`, from('azure', 'TargetResources', target('id'))),
  field(`${TARGETS}.display_name`, from('azure', 'TargetResources', target('displayName'))),
  field(`${TARGETS}.type`, from('azure', 'TargetResources', target('type'))),
  field(`${TARGETS}.user_principal_name`, from('azure', 'TargetResources', target('userPrincipalName'))),
  field('user.id', from('azure', 'InitiatedBy', user('id'))),
  field('user.name', from('azure', 'InitiatedBy', user('userPrincipalName'))),
  field('source.ip', from('azure', 'InitiatedBy', jsonIp('user.ipAddress'))),
  field('user_agent.original', from('azure', 'UserAgent')),
  field('log.level', from('azure', 'Level', lowerCase)),
];

function jsonIp(path: string) {
  const member = jsonMember(path);
  return { label: member.label, convert: (recorded: unknown) => ipAddress.convert(member.convert(recorded)) };
}

/** Rows of the audit log of Microsoft Entra ID (Azure AD). */
export const AZURE_MAPPING: Mapping = {
  name: 'azure',
  kinds: [{ groups: ['azure'], code: undefined }],
  fields: FIELDS,
  classify: (record) => new MappedEvent(0, record, record),
};

export const azureVocabulary: Vocabulary = mappedVocabulary(AZURE_MAPPING);
