import { describe, expect, test } from 'vitest';
import { windowsAdapter } from '../../../../src/engine/events/adapters/windows.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';
import type { WindowsKind } from '../../../../src/engine/events/windows/event-kinds.ts';
import { WINDOWS_MAPPING } from '../../../../src/engine/events/windows-vocabulary.ts';

/** What recorders write in members whose form matters; everything else gets a text. */
const VALUES: Readonly<Record<string, unknown>> = {
  EventTime: '2024-03-01 10:00:00',
  UtcTime: '2024-03-01 10:00:00.123',
  TimeCreated: '2024-03-01T10:00:00.123Z',
  '@timestamp': '2024-03-01T10:00:00.123Z',
  Hashes: 'SHA1=0123456789012345678901234567890123456789,MD5=01234567890123456789012345678901',
  CommandLine: 'tool.exe "a b" /c',
  ProcessId: '4512',
  DestinationPort: '443',
  DestinationIp: '10.0.0.1',
  SourceIp: '::1',
  QueryResults: 'type: 5 www.example;::ffff:10.0.0.2;',
  TargetObject: 'HKLM\\System\\Key\\Value',
  Keywords: '0x8020000000000000',
  EventType: 'AUDIT_SUCCESS',
};

const allMembers = new Set(
  WINDOWS_MAPPING.fields.flatMap((entry) =>
    'sources' in entry
      ? entry.sources.flatMap((source) => (source.place === 'kind' ? [] : source.names))
      : [],
  ),
);

/** A flat record of a kind, with every member that any field is read from. */
function recordOf({ log, code }: WindowsKind): EventRecord {
  const members = [...allMembers].map((name) => [name, VALUES[name] ?? `C:\\dir\\${name}.exe`]);
  return {
    ...Object.fromEntries(members),
    Other: 'x',
    Channel: log.channel,
    SourceName: log.provider,
    EventID: code === undefined ? 9999 : Number(code),
  };
}

function cutDown(record: EventRecord, members: ReadonlySet<string>): EventRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => members.has(name)));
}

const KINDS = WINDOWS_MAPPING.kinds as readonly WindowsKind[];
const PATHS = [
  ...WINDOWS_MAPPING.fields.map(({ path }) => path),
  ...['winlog.event_data.Other', 'winlog.event_data.CommandLine', 'no.such.field'],
];

describe('a record cut down to the members that a field is read from', () => {
  test.each(PATHS)('%s reads as the whole one does, whatever the kind', (path) => {
    const { kindMembers, kindOf, members, membersOfKind } = windowsAdapter.projection!([path]);
    const read = windowsAdapter.vocabulary.reader(path);
    for (const kind of KINDS) {
      const whole = recordOf(kind);
      const kindIndex = kindOf(cutDown(whole, new Set(kindMembers)))!;
      expect(WINDOWS_MAPPING.kinds[kindIndex]).toBe(kind);
      const ofKind = membersOfKind(kindIndex, [path]);
      expect([...ofKind].filter((member) => !members.has(member))).toEqual([]);
      const part = cutDown(whole, new Set([...kindMembers, ...ofKind]));
      const [fromPart, fromWhole] = [part, whole].map((record) => windowsAdapter.unwrap(record));
      expect(read(fromPart as EventRecord)).toEqual(read(fromWhole as EventRecord));
    }
  });

  test('is smaller, or nothing would be gained', () => {
    expect(windowsAdapter.projection!(['process.name']).members.size).toBeLessThan(20);
    expect(allMembers.size).toBeGreaterThan(100);
    const { kindOf, membersOfKind } = windowsAdapter.projection!(['process.executable']);
    const sysmon = { EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' };
    expect([...membersOfKind(kindOf(sysmon)!, ['process.executable'])]).toEqual(['Image']);
  });
});

test.each([
  ['Winlogbeat 7', { winlog: { event_id: 1, event_data: { Image: 'a' } } }],
  ['Winlogbeat 6', { event_id: 1, log_name: 'Security', event_data: {} }],
  ['evtx_dump', { Event: { System: { EventID: 1 } } }],
  ['no Windows event', { a: 1 }],
])('records of other shapes are parsed whole: %s', (_, record) => {
  const { members, kindOf } = windowsAdapter.projection!(['process.name']);
  expect(kindOf(cutDown(record, members))).toBeUndefined();
});

test('a flat record with its data apart is read from there', () => {
  const record = {
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    EventData: { Image: 'C:\\a.exe' },
  };
  const { members } = windowsAdapter.projection!(['process.name']);
  const event = windowsAdapter.unwrap(cutDown(record, members)) as EventRecord;
  expect(windowsAdapter.vocabulary.reader('process.name')(event)).toBe('a.exe');
});
