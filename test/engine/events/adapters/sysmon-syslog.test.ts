import { describe, expect, it } from 'vitest';
import { sysmonSyslogAdapter } from '../../../../src/engine/events/adapters/sysmon-syslog.ts';

const xml = (id: number, data: string) =>
  '<Event><System><Provider Name="Linux-Sysmon" Guid="{ff}"/>' +
  `<EventID>${id}</EventID><TimeCreated SystemTime="2024-01-01T00:00:00.399931000Z"/>` +
  '<EventRecordID>12</EventRecordID><Channel>Linux-Sysmon/Operational</Channel><Computer>ubuntu1</Computer>' +
  `<Security UserId="0"/></System><EventData>${data}</EventData></Event>`;

const PROCESS =
  '<Data Name="RuleName">-</Data><Data Name="ProcessId">1774</Data><Data Name="Image">/usr/bin/bash</Data>' +
  '<Data Name="CommandLine"> bash -c &quot;a &amp;&amp; b&quot;</Data><Data Name="User">root</Data>';

const unwrap = (SyslogMessage: unknown) => sysmonSyslogAdapter.unwrap({ SyslogMessage });
const read = (path: string, message: string) => {
  const event = unwrap(message);
  if (event === null || typeof event === 'string') throw new Error(`not unwrapped: ${event}`);
  return sysmonSyslogAdapter.vocabulary.reader(path)(event);
};

describe('Sysmon for Linux in syslog', () => {
  it.each([
    ['event.category', 'process'],
    ['event.type', 'start'],
    ['event.action', 'log'],
    ['event.dataset', 'sysmon_linux.log'],
    ['event.code', '1'],
    ['event.provider', 'Linux-Sysmon'],
    ['@timestamp', '2024-01-01T00:00:00.399931000Z'],
    ['host.os.type', 'linux'],
    ['host.name', 'ubuntu1'],
    ['process.pid', 1774],
    ['process.name', 'bash'],
    ['process.command_line', ' bash -c "a && b"'],
    ['user.name', 'root'],
    ['rule.name', undefined],
  ])('%s', (path, expected) => {
    expect(read(path, `sysmon: ${xml(1, PROCESS)}`)).toEqual(expected);
  });

  it('reads entities whose semicolon became a blank', () => {
    expect(read('process.executable', xml(5, '<Data Name="Image">&lt unknown process&gt </Data>'))).toBe(
      '<unknown process>',
    );
  });

  it('reads what came before the syslog cut the message short', () => {
    const whole = xml(1, `${PROCESS}<Data Name="ParentImage">/bin/sh</Data>`);
    expect(read('process.name', whole.slice(0, whole.indexOf('<Data Name="ParentImage">') + 30))).toBe(
      'bash',
    );
  });

  it('takes one element for data as well, and odd names for ordinary ones', () => {
    expect(read('winlog.event_data.constructor', xml(1, '<Data Name="constructor">x</Data>'))).toBe('x');
    expect(read('winlog.event_data.__proto__', xml(1, '<Data Name="__proto__">x</Data>'))).toBe('x');
  });

  it('passes over other programs and says why a row cannot be read', () => {
    expect(unwrap('cron[1]: session opened')).toBeNull();
    expect(unwrap(undefined)).toMatch(/SyslogMessage/);
    expect(unwrap('<Event></Event>')).toMatch(/System/);
    expect(unwrap('<!DOCTYPE x [<!ENTITY a "b">]><Event><System/></Event>')).toMatch(/document type/);
  });

  it('recognises only rows with an event', () => {
    expect(sysmonSyslogAdapter.recognises({ SyslogMessage: xml(1, '') })).toBe(true);
    expect(sysmonSyslogAdapter.recognises({ SyslogMessage: 'cron' })).toBe(false);
    expect(sysmonSyslogAdapter.recognises({})).toBe(false);
  });
});
