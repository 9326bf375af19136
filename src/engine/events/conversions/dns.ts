import type { Conversion } from '../mapped/field-mapping.ts';
import { toFieldValue } from '../scalar-value.ts';
import { ipAddressOf } from './network.ts';
import { textOf } from './text.ts';

const RECORD_TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'A'],
  ['2', 'NS'],
  ['5', 'CNAME'],
  ['6', 'SOA'],
  ['12', 'PTR'],
  ['15', 'MX'],
  ['16', 'TXT'],
  ['28', 'AAAA'],
  ['33', 'SRV'],
  ['35', 'NAPTR'],
  ['43', 'DS'],
  ['46', 'RRSIG'],
  ['47', 'NSEC'],
  ['48', 'DNSKEY'],
  ['255', 'ANY'],
]);

interface Answer {
  readonly type: string | undefined;
  readonly data: string | undefined;
  readonly ip: string | undefined;
}

/** Sysmon lists answers as `type:  5 cdn.example.com;::ffff:192.0.2.7;`. */
function answersOf(results: string): Answer[] {
  return results.split(';').flatMap((entry): Answer[] => {
    if (entry.startsWith('type:')) {
      const [, number = '', data] = entry.split(/\s+/);
      return [{ type: RECORD_TYPES.get(number), data, ip: undefined }];
    }
    const ip = ipAddressOf(entry);
    return ip === undefined ? [] : [{ type: ip.includes(':') ? 'AAAA' : 'A', data: ip, ip }];
  });
}

function eachAnswer(label: string, part: (answer: Answer) => string | undefined): Conversion {
  return {
    label,
    convert: (recorded) => {
      const results = textOf(recorded);
      return results === undefined ? undefined : toFieldValue(answersOf(results).map(part));
    },
  };
}

export const resolvedIp: Conversion = eachAnswer('the addresses in the answers', (answer) => answer.ip);
export const answerData: Conversion = eachAnswer('the data of the answers', (answer) => answer.data);
export const answerType: Conversion = eachAnswer('the record types of the answers', (answer) => answer.type);
