import type { AdapterName } from '../../../src/engine/events/adapter.ts';

/** A small recording as another program writes it. */
export interface Recording {
  readonly name: AdapterName;
  readonly lines: readonly string[];
}

const CHANNEL = 'Microsoft-Windows-Sysmon/Operational';

/** The fields of a start of a process, a connection and a new file, as Sysmon names them. */
const SYSMON_DATA = [
  {
    EventID: 1,
    UtcTime: '2024-05-01 10:00:00.000',
    ProcessGuid: '{00000000-0000-0000-0000-000000000001}',
    ProcessId: '4242',
    Image: 'C:\\Windows\\System32\\cmd.exe',
    CommandLine: 'cmd.exe /c whoami',
    ParentImage: 'C:\\Program Files\\Office\\WINWORD.EXE',
    ParentProcessId: '4100',
    User: 'CORP\\alice',
  },
  {
    EventID: 3,
    UtcTime: '2024-05-01 10:00:01.000',
    ProcessId: '4242',
    Image: 'C:\\Windows\\System32\\cmd.exe',
    Protocol: 'tcp',
    Initiated: 'true',
    SourceIp: '10.0.0.5',
    SourcePort: '50000',
    DestinationIp: '203.0.113.9',
    DestinationPort: '443',
  },
  {
    EventID: 11,
    UtcTime: '2024-05-01 10:00:02.000',
    ProcessId: '4242',
    Image: 'C:\\Windows\\System32\\cmd.exe',
    TargetFilename: 'C:\\Users\\alice\\tool.exe',
  },
];

const FLAT = SYSMON_DATA.map((data) => ({
  Channel: CHANNEL,
  SourceName: 'Microsoft-Windows-Sysmon',
  Hostname: 'ws1.corp.example',
  ...data,
}));

function kestrelEvent(id: number, pid: number, name: string) {
  const fields = [
    [2, { I64: pid }],
    [3, { String: name }],
    [5, { String: `${name} -c id` }],
  ];
  return {
    event_id: id,
    event_type_id: 1001,
    ts_mono_ns: id,
    ts_wall_ns: 1714557600000,
    entity_key: 1,
    fields,
  };
}

const LINUX_START =
  '<Event><System><Provider Name="Linux-Sysmon" Guid="{ff}"/><EventID>1</EventID>' +
  '<TimeCreated SystemTime="2024-05-01T10:00:00.399931000Z"/><EventRecordID>12</EventRecordID>' +
  '<Channel>Linux-Sysmon/Operational</Channel><Computer>web-01</Computer><Security UserId="0"/></System>' +
  '<EventData><Data Name="ProcessId">4242</Data><Data Name="Image">/usr/bin/bash</Data>' +
  '<Data Name="CommandLine">bash -c &quot;id&quot;</Data><Data Name="User">root</Data></EventData></Event>';

const DEFENDER = {
  Timestamp: '2024-05-01T10:00:00.1234567Z',
  DeviceId: 'd1',
  DeviceName: 'ws1',
  ActionType: 'ProcessCreated',
  FileName: 'cmd.exe',
  FolderPath: 'C:\\Windows\\System32\\cmd.exe',
  ProcessId: 4242,
  ProcessCommandLine: 'cmd.exe /c whoami',
  InitiatingProcessId: 4100,
  InitiatingProcessFileName: 'WINWORD.EXE',
  InitiatingProcessFolderPath: 'c:\\office\\winword.exe',
};

/** One per adapter that changes what it reads, and whose events the rules of the test are about. */
export const RECORDINGS: readonly Recording[] = [
  { name: 'windows', lines: FLAT.map((record) => JSON.stringify(record)) },
  { name: 'elasticsearch', lines: FLAT.map((record) => JSON.stringify({ _index: 'logs', _source: record })) },
  { name: 'sysmon-syslog', lines: [JSON.stringify({ SyslogMessage: `sysmon: ${LINUX_START}` })] },
  { name: 'defender', lines: [JSON.stringify(DEFENDER)] },
  {
    name: 'kestrel',
    lines: [
      JSON.stringify({ magic: [75, 69, 83, 84], version: 1, schema_version: 1, event_count: 2 }),
      JSON.stringify(kestrelEvent(1, 4242, 'bash')),
      // Written out, as a number of JavaScript cannot hold it.
      JSON.stringify(kestrelEvent(2, 17, 'cron')).replace('"ts_mono_ns":2', '"ts_mono_ns":9007199254740993'),
    ],
  },
];
