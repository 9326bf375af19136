import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import { flat, read, security } from './records.ts';

const SUBJECT = {
  SubjectUserSid: 'S-1-5-21-1',
  SubjectUserName: 'alice',
  SubjectDomainName: 'CORP',
  SubjectLogonId: '0x1',
};
const TARGET = { TargetUserSid: 'S-1-5-21-2', TargetUserName: 'bob@CORP.EXAMPLE', TargetDomainName: 'CORP' };

const expectFields = (record: EventRecord, expected: Record<string, unknown>) => {
  const found = Object.fromEntries(Object.keys(expected).map((path) => [path, read(path, record)]));
  expect(found).toEqual(expected);
};

describe('Security log', () => {
  it('4624: the user is who logged on', () => {
    const record = security(4624, {
      ...SUBJECT,
      ...TARGET,
      LogonType: '3',
      IpAddress: '::ffff:10.0.0.7',
      IpPort: '50000',
      WorkstationName: 'WS7',
      ProcessId: '0x2cc',
      ProcessName: 'C:\\Windows\\System32\\services.exe',
      Keywords: '0x8020000000000000',
    });
    expectFields(record, {
      'event.category': 'authentication',
      'event.type': 'start',
      'event.action': 'logged-in',
      'event.outcome': 'success',
      'event.dataset': 'system.security',
      'user.id': 'S-1-5-21-2',
      'user.name': 'bob',
      'user.domain': 'CORP',
      'source.ip': '10.0.0.7',
      'source.port': 50000,
      'source.domain': 'WS7',
      'process.pid': 716,
      'process.name': 'services.exe',
      'winlog.logon.type': 'Network',
      'winlog.logon.id': '0x1',
      'winlog.event_data.TargetUserName': 'bob@CORP.EXAMPLE',
    });
  });

  it('4625 failed even where the recording does not say so', () => {
    expectFields(security(4625, TARGET), { 'event.action': 'logon-failed', 'event.outcome': 'failure' });
    expectFields(security(4776, { EventType: 'AUDIT_FAILURE' }), { 'event.outcome': 'failure' });
  });

  it('4648: the user is the subject, the target is effective', () => {
    expectFields(security(4648, { ...SUBJECT, ...TARGET }), {
      'user.name': 'alice',
      'user.effective.name': 'bob',
      'related.user': ['alice', 'bob'],
    });
  });

  it('4688: the new process and its parent', () => {
    const record = security(4688, {
      ...SUBJECT,
      NewProcessId: '0x1948',
      NewProcessName: 'C:\\helpers\\7z.exe',
      ProcessId: '0x1600',
      ParentProcessName: 'C:\\Windows\\System32\\cmd.exe',
      CommandLine: '7z.exe x',
    });
    expectFields(record, {
      'event.category': 'process',
      'event.type': 'start',
      'process.pid': 6472,
      'process.executable': 'C:\\helpers\\7z.exe',
      'process.name': '7z.exe',
      'process.args': ['7z.exe', 'x'],
      'process.parent.pid': 5632,
      'process.parent.name': 'cmd.exe',
      'user.name': 'alice',
    });
  });

  it('4657: registry', () => {
    const record = security(4657, {
      ...SUBJECT,
      ObjectName: '\\REGISTRY\\MACHINE\\SYSTEM\\Run',
      ObjectValueName: 'Updater',
      NewValue: 'C:\\x.exe',
    });
    expectFields(record, {
      'event.category': ['registry', 'configuration'],
      'registry.path': '\\REGISTRY\\MACHINE\\SYSTEM\\Run\\Updater',
      'registry.hive': 'HKLM',
      'registry.key': 'SYSTEM\\Run',
      'registry.value': 'Updater',
      'registry.data.strings': 'C:\\x.exe',
    });
  });

  it('accounts, groups and renames', () => {
    expectFields(
      security(4738, { ...SUBJECT, TargetUserName: 'bob', TargetSid: 'S-1-5-21-2', NewUacValue: '0x10' }),
      {
        'event.type': ['user', 'change'],
        'user.name': 'alice',
        'user.target.name': 'bob',
        'user.target.id': 'S-1-5-21-2',
        'winlog.event_data.NewUACList': 'LOCKOUT',
      },
    );
    expectFields(
      security(4732, {
        ...SUBJECT,
        MemberName: 'CN=bob,DC=corp',
        TargetUserName: 'Administrators',
        TargetSid: 'S-1-5-32-544',
      }),
      {
        'event.action': 'added-member-to-group',
        'user.target.name': 'bob',
        'group.name': 'Administrators',
        'group.id': 'S-1-5-32-544',
      },
    );
    expectFields(security(4781, { ...SUBJECT, OldTargetUserName: 'old', NewTargetUserName: 'new' }), {
      'user.target.name': 'old',
      'user.changes.name': 'new',
      'related.user': ['alice', 'old', 'new'],
    });
  });

  it('5145: share access', () => {
    const record = security(5145, {
      ...SUBJECT,
      IpAddress: 'fe80::1',
      ShareName: '\\\\*\\ADMIN$',
      ShareLocalPath: '\\??\\C:\\Windows',
      RelativeTargetName: 'tool.exe',
    });
    expectFields(record, {
      'event.category': ['network', 'file'],
      'file.name': 'tool.exe',
      'file.extension': 'exe',
      'file.path': '\\??\\C:\\Windows\\tool.exe',
      'file.target_path': '\\\\*\\ADMIN$\\tool.exe',
      'source.ip': 'fe80::1',
    });
  });

  it('5157: a blocked connection', () => {
    const record = security(5157, {
      ProcessID: '696',
      Application: '\\device\\harddiskvolume2\\agent.exe',
      Direction: '%%14593',
      SourceAddress: '10.0.0.1',
      SourcePort: '1',
      DestAddress: '10.0.0.2',
      DestPort: '443',
      Protocol: '6',
    });
    expectFields(record, {
      'event.category': 'network',
      'event.action': 'windows-firewall-packet-block',
      'process.name': 'agent.exe',
      'process.pid': 696,
      'network.direction': 'egress',
      'network.transport': 'tcp',
      'network.type': 'ipv4',
      'destination.port': 443,
      'winlog.event_data.ProcessID': '696',
    });
  });

  it('without an action of its own an event has the name of its task', () => {
    expectFields(security(4703, { Task: '13317', ProcessName: 'C:\\a.exe' }), {
      'event.category': undefined,
      'event.action': 'Token Right Adjusted Events',
      'process.name': 'a.exe',
    });
  });

  it('4672: privileges are a list', () => {
    expectFields(security(4672, { ...SUBJECT, PrivilegeList: 'SeTcbPrivilege\n\t\tSeDebugPrivilege' }), {
      'winlog.event_data.PrivilegeList': ['SeTcbPrivilege', 'SeDebugPrivilege'],
    });
  });
});

describe('other logs', () => {
  it('7045: service installed', () => {
    const record = flat('System', 'Service Control Manager', 7045, {
      ServiceName: 'svc',
      ImagePath: 'x',
      AccountName: 'LocalSystem',
    });
    expectFields(record, {
      'event.category': undefined,
      'event.provider': 'Service Control Manager',
      'event.code': '7045',
      'service.name': 'svc',
      'winlog.event_data.ImagePath': 'x',
      'winlog.event_data.AccountName': 'LocalSystem',
    });
  });

  it('PowerShell', () => {
    const operational = (id: number, data: EventRecord) =>
      flat('Microsoft-Windows-PowerShell/Operational', 'Microsoft-Windows-PowerShell', id, data);
    expectFields(operational(4104, { ScriptBlockText: 'Get-Item', MessageNumber: '1', Path: 'C:\\s.ps1' }), {
      'event.category': 'process',
      'event.type': 'info',
      'powershell.file.script_block_text': 'Get-Item',
      'powershell.sequence': 1,
      'file.name': 's.ps1',
    });
    expectFields(
      operational(4103, { ContextInfo: 'Host Application = pwsh.exe -c x\r\nUser = CORP\\alice\r\n' }),
      {
        'process.command_line': 'pwsh.exe -c x',
        'process.args_count': 3,
        'user.name': 'alice',
        'user.domain': 'CORP',
      },
    );
    expectFields(operational(40961, {}), { 'event.category': 'process', 'event.type': 'info' });
    expectFields(
      flat('Windows PowerShell', 'PowerShell', 400, { Message: 'x\n\tHostApplication=pwsh.exe' }),
      {
        'event.type': 'start',
        'process.command_line': 'pwsh.exe',
      },
    );
  });

  it('an unknown log keeps what every event has', () => {
    expectFields(flat('Example/Log', 'Example', 1, { Answer: '42' }), {
      'event.category': undefined,
      'event.code': '1',
      'event.dataset': undefined,
      'winlog.channel': 'Example/Log',
      'winlog.event_data.Answer': '42',
    });
  });
});
