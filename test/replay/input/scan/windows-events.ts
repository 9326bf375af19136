/** Lines as Windows event collectors write them, with the texts in them made up. */
export const WINDOWS_EVENTS: readonly string[] = [
  JSON.stringify({
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Hostname: 'ws-04.corp.example',
    '@timestamp': '2024-02-11T08:15:30.125Z',
    Keywords: '0x8020000000000000',
    Image: 'C:\\Windows\\System32\\cmd.exe',
    CommandLine: '"C:\\Windows\\System32\\cmd.exe" /c "echo \\\\srv\\share"',
    ProcessId: 4711,
    Message: `Process Create:\r\nRuleName: -\r\n\tUtcTime: 2024-02-11\r\n${'\tField: C:\\Temp\\x\r\n'.repeat(9)}`,
    Signed: true,
    User: null,
  }),
  JSON.stringify({
    log_name: 'Security',
    event_id: 4624,
    event_data: {
      LogonType: '3',
      IpAddress: '10.1.2.3',
      Groups: ['a', { b: [1.5e3, -0, false] }],
      Empty: {},
    },
    tags: [],
    message: 'An account was successfully logged on.\n\nSubject:\n\tSecurity ID:\t\tS-1-0-0\n',
  }),
  '{ "EventID" : 3 ,\t"Channel":"x\\u0041\\/\\b\\f" , "User":"" , "Image":"\\"" , "Keywords":-9223372036854775808,"EventID":5}\r',
];

/** Some of their members' names. */
export const WANTED = [
  'EventID',
  'Channel',
  'Image',
  'CommandLine',
  'Keywords',
  'Signed',
  'User',
  'event_data',
  'tags',
  'Message',
];
