import { isIP } from 'node:net';
import type { Conversion } from '../mapped/field-mapping.ts';
import { oneOf, scalarText, textOf } from './text.ts';

/** IANA protocol numbers that the Windows Filtering Platform reports. */
const TRANSPORTS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['47', 'gre'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'ipv6-icmp'],
]);

/** An address without the prefix of an IPv4 address in IPv6 form; undefined for what is no address. */
export function ipAddressOf(text: string): string | undefined {
  const address = text.startsWith('::ffff:') && text.includes('.') ? text.slice(7) : text;
  return isIP(address) === 0 ? undefined : address;
}

export const ipAddress: Conversion = {
  label: 'IP address',
  convert: (recorded) => {
    const text = textOf(recorded);
    return text === undefined ? undefined : ipAddressOf(text);
  },
};

export const ipVersion: Conversion = {
  label: '`ipv4` or `ipv6`',
  convert: (recorded) => {
    const text = textOf(recorded);
    const address = text === undefined ? undefined : ipAddressOf(text);
    return address === undefined ? undefined : `ipv${isIP(address)}`;
  },
};

export const isIpv6: Conversion = oneOf(
  '`ipv6` if true, `ipv4` if false',
  new Map([
    ['true', 'ipv6'],
    ['false', 'ipv4'],
  ]),
);

export const initiated: Conversion = oneOf(
  '`egress` if true, `ingress` if false',
  new Map([
    ['true', 'egress'],
    ['false', 'ingress'],
  ]),
);

/** `%%14592` and `%%14593` are the message numbers of "Inbound" and "Outbound". */
export const filterDirection: Conversion = oneOf(
  '`ingress` or `egress`',
  new Map([
    ['%%14592', 'ingress'],
    ['%%14593', 'egress'],
  ]),
);

export const transport: Conversion = {
  label: 'name of the protocol',
  convert: (recorded) => {
    const protocol = scalarText(recorded);
    return protocol === undefined ? undefined : (TRANSPORTS.get(protocol) ?? protocol.toLowerCase());
  },
};
