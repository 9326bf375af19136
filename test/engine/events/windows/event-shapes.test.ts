import { describe, expect, it } from 'vitest';
import { windowsAdapter } from '../../../../src/engine/events/adapters/windows.ts';
import type { EventRecord } from '../../../../src/engine/events/field-value.ts';

const WINLOGBEAT_6 = {
  '@timestamp': '2024-01-01T00:00:00.000Z',
  log_name: 'Security',
  source_name: 'Microsoft-Windows-Security-Auditing',
  event_id: 4688,
  computer_name: 'ws1',
  keywords: ['Audit Success'],
  task: 'Process Creation',
  event_data: { NewProcessId: '0x10', NewProcessName: 'C:\\a.exe', Channel: 'of the data' },
};

const WINLOGBEAT_7 = {
  '@timestamp': '2024-01-01T00:00:00.000Z',
  event: { action: 'as recorded', code: '4688' },
  winlog: {
    channel: 'Security',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    event_id: '4688',
    computer_name: 'ws1',
    event_data: { NewProcessId: '0x10', NewProcessName: 'C:\\a.exe', Nothing: '-' },
  },
};

const EVTX = {
  Event: {
    System: {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing', Guid: 'g' } },
      EventID: { '#attributes': { Qualifiers: '' }, '#text': 4688 },
      TimeCreated: { '#attributes': { SystemTime: '2024-01-01T00:00:00.000000Z' } },
      EventRecordID: 5,
      Channel: 'Security',
      Computer: 'ws1',
      Keywords: '0x8020000000000000',
      Security: { '#attributes': { UserID: 'S-1-5-18' } },
    },
    EventData: { NewProcessId: '0x10', NewProcessName: 'C:\\a.exe' },
  },
};

const SENTINEL = {
  TimeGenerated: '2024-01-01T00:00:00.00Z',
  Provider: 'Microsoft-Windows-Security-Auditing',
  Channel: 'Security',
  Computer: 'ws1',
  EventID: 4688,
  EventData: '{"NewProcessId":"0x10","NewProcessName":"C:\\\\a.exe"}',
};

const unwrap = (record: EventRecord): EventRecord => {
  const event = windowsAdapter.unwrap(record);
  if (event === null || typeof event === 'string') throw new Error(`not unwrapped: ${event}`);
  return event;
};

describe.each([
  ['Winlogbeat 6', WINLOGBEAT_6],
  ['Winlogbeat 7', WINLOGBEAT_7],
  ['evtx_dump', EVTX],
  ['Sentinel', SENTINEL],
])('%s', (_, record) => {
  it('is recognised and read', () => {
    expect(windowsAdapter.recognises(record)).toBe(true);
    const event = unwrap(record);
    const fields = [
      'event.category',
      'event.code',
      'process.pid',
      'process.name',
      'host.name',
      'winlog.event_data.NewProcessId',
    ];
    expect(fields.map((path) => windowsAdapter.vocabulary.reader(path)(event))).toEqual([
      'process',
      '4688',
      16,
      'a.exe',
      'ws1',
      '0x10',
    ]);
    expect(windowsAdapter.vocabulary.reader('@timestamp')(event)).toMatch(/^2024-01-01T00:00:00\.0+Z$/);
  });

  it('is read without unwrapping too', () => {
    expect(windowsAdapter.vocabulary.reader('process.name')(record)).toBe('a.exe');
  });
});

it('Winlogbeat 6 keeps event data apart from its own', () => {
  const event = unwrap(WINLOGBEAT_6);
  expect(windowsAdapter.vocabulary.reader('winlog.event_data.Channel')(event)).toBe('of the data');
  expect(windowsAdapter.vocabulary.reader('event.outcome')(event)).toBe('success');
});

it('Winlogbeat 6 without event data takes user data', () => {
  const { event_data: _, ...rest } = WINLOGBEAT_6;
  const event = unwrap({ ...rest, user_data: { NewProcessName: 'C:\\b.exe' } });
  expect(windowsAdapter.vocabulary.reader('process.name')(event)).toBe('b.exe');
});

it('Winlogbeat 7: what it says in ECS goes first', () => {
  const event = unwrap(WINLOGBEAT_7);
  expect(windowsAdapter.vocabulary.reader('event.action')(event)).toBe('as recorded');
  expect(windowsAdapter.vocabulary.reader('winlog.event_data.Nothing')(event)).toBeUndefined();
  expect(windowsAdapter.vocabulary.toEcs(event)).toMatchObject({
    event: { action: 'as recorded', category: 'process' },
    process: { pid: 16 },
    winlog: { channel: 'Security', event_data: { NewProcessId: '0x10' } },
  });
});

it('evtx_dump: user data and unnamed data', () => {
  const { EventData: _, ...rest } = EVTX.Event;
  const cleared = unwrap({ Event: { ...rest, UserData: { LogFileCleared: { SubjectUserName: 'alice' } } } });
  expect(windowsAdapter.vocabulary.reader('winlog.event_data.SubjectUserName')(cleared)).toBe('alice');
  expect(windowsAdapter.vocabulary.reader('event.code')(unwrap({ Event: { System: {} } }))).toBeUndefined();
});

it('says why a record is no event', () => {
  expect(windowsAdapter.unwrap({ anything: 1 })).toMatch(/EventID/);
  expect(windowsAdapter.unwrap({ ...SENTINEL, EventData: '{broken' })).toMatch(/EventData/);
  expect(windowsAdapter.vocabulary.reader('event.code')({ anything: 1 })).toBeUndefined();
});
