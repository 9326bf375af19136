import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where to listen. */
export interface ListenAddress {
  /** An IP address, an IPv6 one without brackets. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Whether only programs on this machine can reach it. */
  readonly isLoopback: boolean;
}

const THIS_MACHINE = '127.0.0.1';
const HIGHEST_PORT = 65_535;
const EXAMPLES = 'write it like 127.0.0.1:9100, [::1]:9100 or :9100';

/**
 * Reads `127.0.0.1:9100`, `[::1]:0`, `localhost:9100` or `:9100`; `localhost` and no host at all are 127.0.0.1. Other names
 * are refused: what they stand for is up to others, and whether a token is needed depends on it.
 *
 * @throws RangeError saying what to write instead
 */
export function parseListenAddress(text: string): ListenAddress {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  if (digits === undefined) throw new RangeError(`expected an address and a port: ${EXAMPLES}`);
  const port = Number(digits);
  if (port > HIGHEST_PORT) throw new RangeError(`the port must be from 0 to ${HIGHEST_PORT}`);
  const host = bracketed ?? (plain === '' || plain?.toLowerCase() === 'localhost' ? THIS_MACHINE : plain!);
  if (isIP(host) !== (bracketed === undefined ? 4 : 6))
    throw new RangeError(`expected an IP address before the port: ${EXAMPLES}`);
  // The IPv6 spelling of an IPv4 address is taken for what it is.
  return { host, port, isLoopback: ipaddr.process(host).range() === 'loopback' };
}

/** An address as it stands in a URL: `127.0.0.1:9100`, `[::1]:9100`. */
export function hostAndPort(host: string, port: number): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
