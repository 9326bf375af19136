import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../../../src/engine/events/adapter.ts';
import { azureAdapter } from '../../../../src/engine/events/adapters/azure.ts';
import { defenderAdapter } from '../../../../src/engine/events/adapters/defender.ts';
import { elasticsearchAdapter } from '../../../../src/engine/events/adapters/elasticsearch.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';

const fields = (adapter: Adapter, record: EventRecord, paths: readonly string[]) => {
  const event = adapter.unwrap(record);
  if (event === null || typeof event === 'string') throw new Error(`not unwrapped: ${event}`);
  return Object.fromEntries(paths.map((path) => [path, adapter.vocabulary.reader(path)(event)]));
};
const expectFields = (adapter: Adapter, record: EventRecord, expected: Record<string, unknown>) => {
  expect(fields(adapter, record, Object.keys(expected))).toEqual(expected);
};

describe('Defender', () => {
  const row = {
    Timestamp: '2024-01-01T00:00:00.1234567Z',
    DeviceId: 'd1',
    DeviceName: 'ws1',
    FileName: 'tool.exe',
    FolderPath: 'C:\\tool.exe',
    ProcessId: 5,
    ProcessCommandLine: 'tool.exe /x',
    InitiatingProcessId: 4,
    InitiatingProcessFileName: 'cmd.exe',
    InitiatingProcessFolderPath: 'c:\\windows\\cmd.exe',
    InitiatingProcessParentFileName: 'explorer.exe',
    AccountName: '',
    InitiatingProcessAccountName: 'alice',
  };

  it('a new process is the child of the initiating one', () => {
    expectFields(
      defenderAdapter,
      { ...row, ActionType: 'ProcessCreated' },
      {
        '@timestamp': '2024-01-01T00:00:00.1234567Z',
        'event.category': 'process',
        'event.type': 'start',
        'process.name': 'tool.exe',
        'process.args': ['tool.exe', '/x'],
        'process.pid': 5,
        'process.parent.name': 'cmd.exe',
        'process.parent.pid': 4,
        'user.name': 'alice',
        'host.id': 'd1',
      },
    );
  });

  it('in other rows the initiating process acted', () => {
    expectFields(
      defenderAdapter,
      { ...row, ActionType: 'FileCreated' },
      {
        'event.category': 'file',
        'event.type': 'creation',
        'file.path': 'C:\\tool.exe',
        'process.name': 'cmd.exe',
        'process.parent.name': 'explorer.exe',
      },
    );
    expectFields(
      defenderAdapter,
      { ...row, ActionType: 'constructor' },
      {
        'event.category': undefined,
        'event.action': 'constructor',
        'file.path': undefined,
      },
    );
  });
});

describe('Azure AD', () => {
  const row = {
    OperationName: 'Update application',
    AADTenantId: 't1',
    Result: 'success',
    ActivityDateTime: '2024-01-01T00:00:00.000Z',
    InitiatedBy: '{"user":{"id":"u1","userPrincipalName":"alice@corp.example","ipAddress":null}}',
    TargetResources: '[{"id":"a","displayName":"App"},{"id":"b","displayName":"Key"}]',
  };

  it('is read as its integration names it', () => {
    expect(azureAdapter.recognises(row)).toBe(true);
    expectFields(azureAdapter, row, {
      'event.action': 'Update application',
      'event.outcome': 'success',
      'event.category': undefined,
      'data_stream.dataset': 'azure.auditlogs',
      'azure.tenant_id': 't1',
      'azure.auditlogs.properties.initiated_by.user.userPrincipalName': 'alice@corp.example',
      'azure.auditlogs.properties.target_resources.display_name': ['App', 'Key'],
      'source.ip': undefined,
    });
  });

  it('lives with broken JSON', () => {
    expectFields(azureAdapter, { ...row, InitiatedBy: '{' }, { 'user.id': undefined });
  });
});

describe('Elasticsearch', () => {
  it('takes the document out of the hit', () => {
    const hit = { _index: 'i', _source: { event: { category: 'file' } } };
    expect(elasticsearchAdapter.recognises(hit)).toBe(true);
    expectFields(elasticsearchAdapter, hit, { 'event.category': 'file' });
  });

  it('knows Windows events that were indexed as they came', () => {
    const hit = {
      _source: { EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Image: 'C:\\a.exe' },
    };
    expectFields(elasticsearchAdapter, hit, { 'event.category': 'process', 'process.name': 'a.exe' });
    const event = elasticsearchAdapter.unwrap(hit);
    expect(elasticsearchAdapter.vocabulary.toEcs(event as EventRecord)).toMatchObject({
      process: { name: 'a.exe' },
    });
  });

  it('says so where there is no document', () => {
    expect(elasticsearchAdapter.unwrap({ _index: 'i' })).toMatch(/_source/);
  });
});
