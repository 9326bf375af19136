import type { IncomingHttpHeaders } from 'node:http';
import { bringsToken } from './access-token.ts';
import { hostAndPort, type ListenAddress } from './listen-address.ts';

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 401 | 421;
  readonly headers: Readonly<Record<string, string>>;
  /** A sentence for whoever asked. */
  readonly reason: string;
}

/** Looks at the headers of a request; undefined: it may be answered. */
export type AccessCheck = (headers: IncomingHttpHeaders) => Refusal | undefined;

const HTTP_PORT = 80;

/**
 * Who is answered. On a loopback address those who call it by a name of this machine: a web page whose own name
 * suddenly stands for 127.0.0.1 (DNS rebinding) sends that name along. With a token, on any address, those who bring it.
 *
 * @param address with the port that really is listened on
 */
export function accessCheck(address: ListenAddress, token: string | undefined): AccessCheck {
  const hosts = address.isLoopback ? namesOf(address) : undefined;
  return ({ host, authorization }) => {
    if (hosts !== undefined && !hosts.has((host ?? '').toLowerCase())) {
      const reason = `call this server by one of these names: ${[...hosts].join(', ')}`;
      return { status: 421, headers: {}, reason };
    }
    if (token === undefined || bringsToken(authorization, token)) return undefined;
    const reason = 'send the token of this replay in the header: Authorization: Bearer TOKEN';
    return { status: 401, headers: { 'WWW-Authenticate': 'Bearer realm="kestrel-perf"' }, reason };
  };
}

function namesOf({ host, port }: ListenAddress): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '::1', host].map((name) => hostAndPort(name, port));
  // Clients leave this port out.
  return new Set(
    port === HTTP_PORT ? [...names, ...names.map((name) => name.slice(0, -':80'.length))] : names,
  );
}
