import type { Adapter } from '../adapter.ts';
import { AZURE_MAPPING, azureVocabulary } from '../azure-vocabulary.ts';

/** The audit log of Microsoft Entra ID (Azure AD). */
export const azureAdapter: Adapter = {
  name: 'azure',
  description: 'Azure AD audit rows',
  recognises: (record) =>
    typeof record.OperationName === 'string' &&
    (record.AADTenantId !== undefined ||
      record.AADOperationType !== undefined ||
      record.Type === 'AuditLogs'),
  unwrap: (record) => AZURE_MAPPING.classify(record),
  vocabulary: azureVocabulary,
  wideIntegers: false,
};
