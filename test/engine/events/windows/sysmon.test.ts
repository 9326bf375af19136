import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import { windowsVocabulary } from '../../../../src/engine/events/windows-vocabulary.ts';
import { read, sysmon } from './records.ts';

const expectFields = (record: EventRecord, expected: Record<string, unknown>) => {
  const found = Object.fromEntries(Object.keys(expected).map((path) => [path, read(path, record)]));
  expect(found).toEqual(expected);
};

describe('Sysmon', () => {
  it('1: process created', () => {
    const record = sysmon(1, {
      UtcTime: '2024-03-01 10:20:30.456',
      ProcessGuid: '{aaaa0001-0000-0000-0000-000000000001}',
      ProcessId: '4242',
      Image: 'C:\\Windows\\System32\\tool.exe',
      CommandLine: '"C:\\Windows\\System32\\tool.exe" /a "b c"',
      CurrentDirectory: 'C:\\work\\',
      OriginalFileName: 'TOOL.EXE',
      Company: 'Example Ltd',
      Description: '-',
      FileVersion: '1.2',
      Product: 'Tools',
      Hashes: 'SHA1=AA,MD5=BB,SHA256=CC,IMPHASH=DD',
      User: 'CORP\\alice',
      ParentProcessGuid: '{aaaa0001-0000-0000-0000-000000000002}',
      ParentProcessId: '7',
      ParentImage: 'C:\\Windows\\explorer.exe',
      ParentCommandLine: 'explorer.exe /x',
    });
    expectFields(record, {
      '@timestamp': '2024-03-01T10:20:30.456Z',
      'event.kind': 'event',
      'event.category': 'process',
      'event.type': 'start',
      'event.action': 'Process creation',
      'event.code': '1',
      'event.provider': 'Microsoft-Windows-Sysmon',
      'event.module': 'windows',
      'event.dataset': 'windows.sysmon_operational',
      'data_stream.dataset': 'windows.sysmon_operational',
      'host.os.type': 'windows',
      'host.name': 'ws1.corp.example',
      'host.id': 'ws1.corp.example',
      'winlog.computer_name': 'ws1.corp.example',
      'winlog.channel': 'Microsoft-Windows-Sysmon/Operational',
      'winlog.event_id': '1',
      'process.entity_id': '{aaaa0001-0000-0000-0000-000000000001}',
      'process.pid': 4242,
      'process.executable': 'C:\\Windows\\System32\\tool.exe',
      'process.name': 'tool.exe',
      'process.args': ['C:\\Windows\\System32\\tool.exe', '/a', 'b c'],
      'process.args_count': 3,
      'process.working_directory': 'C:\\work\\',
      'process.pe.original_file_name': 'TOOL.EXE',
      'process.pe.company': 'Example Ltd',
      'process.pe.description': undefined,
      'process.pe.imphash': 'dd',
      'process.hash.sha256': 'cc',
      'process.parent.pid': 7,
      'process.parent.name': 'explorer.exe',
      'process.parent.args': ['explorer.exe', '/x'],
      'process.code_signature.trusted': undefined,
      'user.name': 'alice',
      'user.domain': 'CORP',
      'user.id': 'S-1-5-18',
      'related.user': 'alice',
      'related.hash': ['aa', 'bb', 'cc', 'dd'],
      'winlog.event_data.OriginalFileName': 'TOOL.EXE',
      'winlog.event_data.Description': undefined,
    });
  });

  it('3: network connection', () => {
    const record = sysmon(3, {
      Image: 'System',
      Protocol: 'tcp',
      Initiated: 'true',
      SourceIsIpv6: 'false',
      SourceIp: '10.0.0.5',
      SourcePort: '50123',
      SourceHostname: '-',
      DestinationIp: '192.0.2.9',
      DestinationHostname: 'srv.example',
      DestinationPort: '445',
      DestinationPortName: 'microsoft-ds',
    });
    expectFields(record, {
      'event.category': 'network',
      'event.type': ['start', 'connection', 'protocol'],
      'process.name': 'System',
      'network.transport': 'tcp',
      'network.direction': 'egress',
      'network.protocol': 'microsoft-ds',
      'network.type': 'ipv4',
      'source.ip': '10.0.0.5',
      'source.port': 50123,
      'source.domain': undefined,
      'destination.ip': '192.0.2.9',
      'destination.port': 445,
      'destination.domain': 'srv.example',
      'related.ip': ['10.0.0.5', '192.0.2.9'],
    });
  });

  it('7: image loaded, under file and dll', () => {
    const record = sysmon(7, {
      Image: 'C:\\app.exe',
      ImageLoaded: 'C:\\lib\\x.dll',
      OriginalFileName: 'X.DLL',
      Hashes: 'SHA256=AB',
      Signed: 'true',
      Signature: 'Example Ltd',
      SignatureStatus: 'Valid',
    });
    expectFields(record, {
      'event.category': 'process',
      'event.action': 'Image loaded',
      'process.name': 'app.exe',
      'process.pe.original_file_name': undefined,
      'dll.name': 'x.dll',
      'dll.path': 'C:\\lib\\x.dll',
      'dll.hash.sha256': 'ab',
      'dll.pe.original_file_name': 'X.DLL',
      'dll.code_signature.exists': true,
      'dll.code_signature.trusted': true,
      'dll.code_signature.status': 'trusted',
      'dll.code_signature.subject_name': 'Example Ltd',
      'file.name': 'x.dll',
      'file.code_signature.status': 'Valid',
      'file.code_signature.valid': true,
    });
  });

  it('8 and 10: the process is the source', () => {
    for (const id of [8, 10]) {
      const record = sysmon(id, {
        SourceProcessGUID: '{aaaa0001-0000-0000-0000-000000000003}',
        SourceProcessId: '11',
        SourceImage: 'C:\\a\\from.exe',
        TargetImage: 'C:\\a\\lsass.exe',
        TargetProcessGuid: '{aaaa0001-0000-0000-0000-000000000004}',
        CallTrace: 'x.dll+1',
      });
      expectFields(record, {
        'event.category': 'process',
        'process.pid': 11,
        'process.name': 'from.exe',
        'process.entity_id': '{aaaa0001-0000-0000-0000-000000000003}',
        'winlog.event_data.TargetImage': 'C:\\a\\lsass.exe',
        'winlog.event_data.TargetProcessGUID': '{aaaa0001-0000-0000-0000-000000000004}',
        'winlog.event_data.CallTrace': 'x.dll+1',
      });
    }
  });

  it('11 and 23: files', () => {
    const data = { Image: 'C:\\a.exe', TargetFilename: 'C:\\Temp.dir\\note.tar.gz', Hashes: 'MD5=AB' };
    expectFields(sysmon(11, data), {
      'event.category': 'file',
      'event.type': 'creation',
      'file.path': 'C:\\Temp.dir\\note.tar.gz',
      'file.name': 'note.tar.gz',
      'file.directory': 'C:\\Temp.dir',
      'file.extension': 'gz',
    });
    expectFields(sysmon(23, data), { 'event.type': 'deletion', 'file.hash.md5': 'ab' });
  });

  it('13: registry value set', () => {
    const record = sysmon(13, {
      EventType: 'SetValue',
      TargetObject: 'HKLM\\System\\CurrentControlSet\\Services\\x\\Start',
      Details: 'DWORD (0x00000004)',
    });
    expectFields(record, {
      'event.category': ['configuration', 'registry'],
      'event.type': 'change',
      'registry.path': 'HKLM\\System\\CurrentControlSet\\Services\\x\\Start',
      'registry.hive': 'HKLM',
      'registry.key': 'System\\CurrentControlSet\\Services\\x\\Start',
      'registry.value': 'Start',
      'registry.data.strings': '4',
      'registry.data.type': 'SZ_DWORD',
      'winlog.event_data.EventType': 'SetValue',
    });
  });

  it('17: named pipe', () => {
    expectFields(sysmon(17, { PipeName: '\\evil', Image: 'C:\\a.exe' }), {
      'event.category': 'file',
      'file.name': '\\evil',
    });
  });

  it('22: DNS query', () => {
    const record = sysmon(22, {
      QueryName: 'cdn.example',
      QueryResults: '::ffff:192.0.2.1;',
      QueryStatus: '0',
    });
    expectFields(record, {
      'event.category': 'network',
      'dns.question.name': 'cdn.example',
      'dns.resolved_ip': '192.0.2.1',
      'network.protocol': 'dns',
      'related.hosts': 'cdn.example',
      'related.ip': '192.0.2.1',
    });
  });

  it('an id that another log uses too is not taken for it', () => {
    const record = { ...sysmon(10, {}), Channel: 'System', SourceName: 'Example-Driver' };
    expectFields(record, {
      'event.category': undefined,
      'event.dataset': 'system.system',
      'host.os.type': 'windows',
    });
  });

  it('the channel counts in any case, and the provider where there is none', () => {
    expect(
      read('event.category', { ...sysmon(1, {}), Channel: 'MICROSOFT-WINDOWS-SYSMON/OPERATIONAL' }),
    ).toBe('process');
    expect(read('event.category', { EventID: '1', Provider: 'Microsoft-Windows-Sysmon' })).toBe('process');
  });

  it('the time comes from the first place that has one', () => {
    const time = (fields: EventRecord) => read('@timestamp', { ...sysmon(1, {}), ...fields });
    const eventTime = { EventTime: '2024-01-04 00:00:00' };
    const created = { ...eventTime, TimeCreated: '2024-01-03T00:00:00.000Z' };
    const utc = { ...created, UtcTime: '2024-01-02 00:00:00.000' };
    expect(time({ ...utc, '@timestamp': '2024-01-01T00:00:00.000Z' })).toBe('2024-01-01T00:00:00.000Z');
    expect(time({ ...utc, '@timestamp': 'soon' })).toBe('2024-01-03T00:00:00.000Z');
    expect(time(created)).toBe('2024-01-03T00:00:00.000Z');
    expect(time(eventTime)).toBe('2024-01-04T00:00:00Z');
    expect(time({ UtcTime: '2024-01-02 00:00:00.000' })).toBe('2024-01-02T00:00:00.000Z');
    expect(time({})).toBeUndefined();
  });

  it('keeps the clock of the recording, so that Sysmon and Security events of one moment stay together', () => {
    const security = { EventID: 4688, Channel: 'Security', TimeCreated: '2024-03-01 07:50:05.900' };
    const ours = {
      ...sysmon(1, {}),
      TimeCreated: '2024-03-01 07:50:05.905',
      UtcTime: '2024-03-01 23:50:05.900',
    };
    expect(read('@timestamp', security)).toBe('2024-03-01T07:50:05.900Z');
    expect(read('@timestamp', ours)).toBe('2024-03-01T07:50:05.905Z');
  });

  it('a process that was gone when Sysmon looked has no name', () => {
    expect(read('process.name', sysmon(10, { SourceImage: '<unknown process>' }))).toBeUndefined();
  });

  it('names of the envelope are no event data, and inherited names are none', () => {
    const record = { ...sysmon(1, { Image: 'C:\\a.exe' }), host: 'collector', AccountName: 'SYSTEM' };
    for (const name of [
      'host',
      'AccountName',
      'Channel',
      'EventID',
      'constructor',
      '__proto__',
      'toString',
    ]) {
      expect(read(`winlog.event_data.${name}`, record)).toBeUndefined();
    }
  });

  it('converts to nested ECS', () => {
    const ecs = windowsVocabulary.toEcs(sysmon(5, { Image: 'C:\\a.exe', ProcessId: '3', RuleName: '-' }));
    expect(ecs).toMatchObject({
      event: { category: 'process', type: 'end', code: '5' },
      process: { name: 'a.exe', pid: 3 },
      winlog: { event_id: '5', event_data: { Image: 'C:\\a.exe', ProcessId: '3' } },
    });
    expect(ecs).not.toHaveProperty('rule');
  });
});
