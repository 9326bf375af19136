import { describe, expect, it } from 'vitest';
import {
  accountDomain,
  accountName,
  commonName,
  principalName,
} from '../../../../src/engine/events/conversions/account.ts';
import { audit } from '../../../../src/engine/events/conversions/audit.ts';
import { answerData, answerType, resolvedIp } from '../../../../src/engine/events/conversions/dns.ts';
import { directory, extension, fileName } from '../../../../src/engine/events/conversions/file-path.ts';
import { allHashes, hash } from '../../../../src/engine/events/conversions/hashes.ts';
import { jsonMember } from '../../../../src/engine/events/conversions/json-member.ts';
import {
  filterDirection,
  initiated,
  ipAddress,
  ipVersion,
  isIpv6,
  transport,
} from '../../../../src/engine/events/conversions/network.ts';
import { flag, integer, typedNumber } from '../../../../src/engine/events/conversions/number.ts';
import { contextEntry } from '../../../../src/engine/events/conversions/powershell-context.ts';
import {
  registryData,
  registryDataType,
  registryHive,
  registryKey,
  registryValueName,
} from '../../../../src/engine/events/conversions/registry-key.ts';
import {
  defendStatus,
  signatureTrusted,
  signatureValid,
} from '../../../../src/engine/events/conversions/signature.ts';
import {
  guid,
  lowerCase,
  numberAsText,
  oneOf,
  text,
  words,
} from '../../../../src/engine/events/conversions/text.ts';
import { recordedTime } from '../../../../src/engine/events/conversions/time.ts';
import { userAccountControl } from '../../../../src/engine/events/conversions/user-account-control.ts';
import type { Conversion } from '../../../../src/engine/events/mapped/field-mapping.ts';

const LIST = 'SHA1=AB01,MD5=CD02,SHA256=EF03,IMPHASH=00000000';
const ANSWERS = 'type:  5 cdn.example.com;::ffff:192.0.2.7;2001:db8::1;junk;';
const CONTEXT =
  '        Severity = Informational\r\n        Host Application = p.exe -c "Host Application = x"\r\n';
const STATUS = oneOf('', new Map([['0', 'OK']]));

const CASES: readonly [name: string, conversion: Conversion, recorded: unknown, expected: unknown][] = [
  ['text', text, 'x', 'x'],
  ['text', text, '-', undefined],
  ['text', text, '', undefined],
  ['text', text, null, undefined],
  ['text', text, 7, 7],
  ['text', text, ['a', 'b'], ['a', 'b']],
  ['text', text, {}, undefined],
  ['numberAsText', numberAsText, 4688, '4688'],
  ['numberAsText', numberAsText, '4688', '4688'],
  ['lowerCase', lowerCase, 'AbC', 'abc'],
  ['words', words, 'SeTcbPrivilege\n\t\t\tSeDebugPrivilege ', ['SeTcbPrivilege', 'SeDebugPrivilege']],
  ['guid', guid, '{0f1e2d3c-0000-0000-0000-000000000000}', '{0f1e2d3c-0000-0000-0000-000000000000}'],
  ['guid', guid, '{00000000-0000-0000-0000-000000000000}', undefined],
  ['oneOf', STATUS, 0, 'OK'],
  ['oneOf', STATUS, '0', 'OK'],
  ['oneOf', STATUS, 'constructor', undefined],
  ['integer', integer, '0x1948', 6472],
  ['integer', integer, '42', 42],
  ['integer', integer, 42, 42],
  ['integer', integer, '-7', -7],
  ['integer', integer, '0xffffffffffffffff', 18446744073709551615n],
  ['integer', integer, '12abc', undefined],
  ['integer', integer, '', undefined],
  ['integer', integer, '1e9', undefined],
  ['integer', integer, Number.NaN, undefined],
  ['typedNumber', typedNumber, 4, 4],
  ['typedNumber', typedNumber, '4', undefined],
  ['flag', flag, 'true', true],
  ['flag', flag, 'false', false],
  ['flag', flag, true, true],
  ['flag', flag, 'yes', undefined],
  ['fileName', fileName, 'C:\\Windows\\System32\\cmd.exe', 'cmd.exe'],
  ['fileName', fileName, '/usr/bin/odd\\name', 'odd\\name'],
  ['fileName', fileName, 'System', 'System'],
  ['fileName', fileName, 'C:\\dir\\', undefined],
  ['directory', directory, 'C:\\a\\b.txt', 'C:\\a'],
  ['directory', directory, 'b.txt', undefined],
  ['extension', extension, 'C:\\a.b\\c.tar.gz', 'gz'],
  ['extension', extension, 'C:\\a.b\\c', undefined],
  ['extension', extension, 'C:\\a\\c.', undefined],
  ['hash', hash('SHA1'), LIST, 'ab01'],
  ['hash', hash('MD5'), LIST, 'cd02'],
  ['hash', hash('SHA256'), LIST, 'ef03'],
  ['hash', hash('IMPHASH'), LIST, undefined],
  ['hash', hash('SHA512'), LIST, undefined],
  ['allHashes', allHashes, LIST, ['ab01', 'cd02', 'ef03']],
  ['accountName', accountName, 'CORP\\alice', 'alice'],
  ['accountName', accountName, 'root', 'root'],
  ['accountDomain', accountDomain, 'CORP\\alice', 'CORP'],
  ['accountDomain', accountDomain, 'root', undefined],
  ['principalName', principalName, 'alice@CORP.EXAMPLE', 'alice'],
  ['principalName', principalName, 'alice', 'alice'],
  ['commonName', commonName, 'CN=Alice,CN=Users,DC=corp', 'Alice'],
  ['commonName', commonName, 'Alice', 'Alice'],
  ['registryHive', registryHive, 'HKLM\\Software\\Run', 'HKLM'],
  ['registryHive', registryHive, 'HKEY_USERS\\S-1-5', 'HKU'],
  ['registryHive', registryHive, '\\REGISTRY\\MACHINE\\SYSTEM', 'HKLM'],
  ['registryHive', registryHive, '\\REGISTRY\\MACHINERY', undefined],
  ['registryHive', registryHive, 'constructor\\x', undefined],
  ['registryKey', registryKey, 'HKLM\\Software\\Run', 'Software\\Run'],
  ['registryKey', registryKey, '\\registry\\user\\S-1-5\\Run', 'S-1-5\\Run'],
  ['registryKey', registryKey, 'HKLM', undefined],
  ['registryValueName', registryValueName, 'HKLM\\Software\\Run\\Updater', 'Updater'],
  ['registryData', registryData, 'DWORD (0x00000010)', '16'],
  ['registryData', registryData, 'QWORD (0x00000001-0x00000002)', '4294967298'],
  ['registryData', registryData, 'C:\\evil.exe', 'C:\\evil.exe'],
  ['registryDataType', registryDataType, 'DWORD (0x00000010)', 'SZ_DWORD'],
  ['registryDataType', registryDataType, 'QWORD (0x00000001-0x00000002)', 'SZ_QWORD'],
  ['registryDataType', registryDataType, 'Binary Data', 'REG_BINARY'],
  ['registryDataType', registryDataType, 'text', 'REG_SZ'],
  ['ipAddress', ipAddress, '::ffff:192.0.2.7', '192.0.2.7'],
  ['ipAddress', ipAddress, 'fe80::1', 'fe80::1'],
  ['ipAddress', ipAddress, 'LOCAL', undefined],
  ['ipVersion', ipVersion, '192.0.2.7', 'ipv4'],
  ['ipVersion', ipVersion, 'fe80::1', 'ipv6'],
  ['isIpv6', isIpv6, 'true', 'ipv6'],
  ['isIpv6', isIpv6, false, 'ipv4'],
  ['initiated', initiated, 'true', 'egress'],
  ['initiated', initiated, 'false', 'ingress'],
  ['filterDirection', filterDirection, '%%14592', 'ingress'],
  ['filterDirection', filterDirection, '%%14593', 'egress'],
  ['transport', transport, '6', 'tcp'],
  ['transport', transport, 17, 'udp'],
  ['transport', transport, 'TCP', 'tcp'],
  ['resolvedIp', resolvedIp, ANSWERS, ['192.0.2.7', '2001:db8::1']],
  ['answerData', answerData, ANSWERS, ['cdn.example.com', '192.0.2.7', '2001:db8::1']],
  ['answerType', answerType, ANSWERS, ['CNAME', 'A', 'AAAA']],
  ['signatureTrusted', signatureTrusted, 'Valid', true],
  ['signatureTrusted', signatureTrusted, 'Expired', false],
  ['signatureValid', signatureValid, 'Valid', true],
  ['signatureValid', signatureValid, 'Expired', undefined],
  ['defendStatus', defendStatus, 'Valid', 'trusted'],
  ['defendStatus', defendStatus, 'Odd', 'Odd'],
  ['audit', audit, 'AUDIT_SUCCESS', 'success'],
  ['audit', audit, 'AUDIT_FAILURE', 'failure'],
  ['audit', audit, '0x8020000000000000', 'success'],
  ['audit', audit, '0x8010000000000000', 'failure'],
  ['audit', audit, '0x8000000000000000', undefined],
  ['audit', audit, -0x7fe0000000000000, 'success'],
  ['audit', audit, -0x7ff0000000000000, 'failure'],
  ['audit', audit, 1.5, undefined],
  ['audit', audit, ['Audit Failure'], 'failure'],
  ['audit', audit, ['Audit Success'], 'success'],
  ['audit', audit, 'INFO', undefined],
  ['recordedTime', recordedTime, '2020-10-18 05:15:14.796', '2020-10-18T05:15:14.796Z'],
  ['recordedTime', recordedTime, '2020-10-18T05:15:14.796Z', '2020-10-18T05:15:14.796Z'],
  ['recordedTime', recordedTime, '2020-10-18T05:15:14.1234567Z', '2020-10-18T05:15:14.1234567Z'],
  ['recordedTime', recordedTime, '2020-10-18 05:15:14+02:00', '2020-10-18T05:15:14+02:00'],
  ['recordedTime', recordedTime, 1602998114796, '2020-10-18T05:15:14.796Z'],
  ['recordedTime', recordedTime, 1e300, undefined],
  ['recordedTime', recordedTime, 'later', undefined],
  ['contextEntry', contextEntry('Host Application', text), CONTEXT, 'p.exe -c "Host Application = x"'],
  ['contextEntry', contextEntry('User', text), CONTEXT, undefined],
  ['contextEntry', contextEntry('HostApplication', text), 'a\n\tHostApplication=p.exe', 'p.exe'],
  ['userAccountControl', userAccountControl, '0x210', ['LOCKOUT', 'NORMAL_ACCOUNT']],
  ['userAccountControl', userAccountControl, '-', undefined],
  ['jsonMember', jsonMember('user.id'), '{"user":{"id":"u1"}}', 'u1'],
  ['jsonMember', jsonMember('id'), '[{"id":1},{"id":2}]', [1, 2]],
  ['jsonMember', jsonMember('user.id'), '{"user":', undefined],
  ['jsonMember', jsonMember('user.id'), '7', undefined],
];

describe('conversions', () => {
  it.each(CASES)('%s %#', (_, conversion, recorded, expected) => {
    expect(conversion.convert(recorded)).toEqual(expected);
  });

  it('take any JSON value without throwing', () => {
    const values = [undefined, null, true, 0, -1.5, 2n ** 80n, '', 'x'.repeat(1000), [], [[]], {}, { a: 1 }];
    for (const conversion of new Set(CASES.map(([, each]) => each))) {
      for (const value of values) expect(() => conversion.convert(value)).not.toThrow();
    }
  });
});
