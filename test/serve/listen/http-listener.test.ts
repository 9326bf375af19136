import { once } from 'node:events';
import { get, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import {
  DEFAULT_LISTEN_LIMITS,
  type HttpListener,
  ListenError,
  type ListenSettings,
  listenOn,
} from '../../../src/serve/listen/http-listener.ts';
import { parseListenAddress } from '../../../src/serve/listen/listen-address.ts';

const TOKEN = 'k7Qv0cR2mZ9tYx4w';
const listeners: HttpListener[] = [];
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const listener of listeners.splice(0)) listener.close();
});

async function listening(address = '127.0.0.1:0', settings: ListenSettings = {}): Promise<HttpListener> {
  const listener = await listenOn(parseListenAddress(address), settings);
  listeners.push(listener);
  listener.serve({ handle: (request, response) => void response.end(`you asked for ${request.url}`) });
  return listener;
}

async function ask(
  { url }: HttpListener,
  options: RequestOptions = {},
): Promise<{ response: IncomingMessage; body: string }> {
  const [response] = (await once(get(url, { agent: false, ...options }), 'response')) as [IncomingMessage];
  return { response, body: await text(response) };
}

/** A connection that says `said` and then nothing. */
function connection({ url }: HttpListener, said = ''): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(said));
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

describe('listenOn', () => {
  test('answers on the port it was given, which it names', async () => {
    const listener = await listening();
    expect(listener.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const { response, body } = await ask(listener, { path: '/metrics' });
    expect([response.statusCode, body]).toEqual([200, 'you asked for /metrics']);
  });

  test('has the address before there is anything to serve', async () => {
    const listener = await listenOn(parseListenAddress(':0'));
    listeners.push(listener);
    const { response, body } = await ask(listener);
    expect([response.statusCode, body]).toEqual([503, 'the replay has not begun yet\n']);
  });

  test('a port that is taken is an error that says what to do', async () => {
    const { host } = new URL((await listening()).url);
    const second = listenOn(parseListenAddress(host));
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toThrow(
      `cannot listen on ${host}: another program listens there; choose another port, or 0 for one that is free`,
    );
  });

  test('so is an address that this machine does not have', async () => {
    const settings = { token: TOKEN };
    await expect(listenOn(parseListenAddress('203.0.113.1:0'), settings)).rejects.toThrow(
      'cannot listen on 203.0.113.1:0: this machine has no such address',
    );
  });

  test.each(['0.0.0.0:0', '192.0.2.1:0', '[::]:0'])(
    '%s is not listened on without a token',
    async (address) => {
      const opened = listenOn(parseListenAddress(address));
      await expect(opened).rejects.toThrow(
        `${address} can be reached from other machines, so it needs a token`,
      );
    },
  );

  test('every address is listened on with one', async () => {
    const listener = await listening('0.0.0.0:0', { token: TOKEN });
    const { port } = new URL(listener.url);
    const host = '127.0.0.1';
    const authorization = `Bearer ${TOKEN}`;
    expect((await ask(listener, { host, port, headers: { authorization } })).response.statusCode).toBe(200);
    const { response, body } = await ask(listener, { host, port });
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer realm="kestrel-perf"');
    expect(body).not.toContain('you asked for');
  });

  test('a foreign name is not answered, and nobody may read what is said about it', async () => {
    const { response, body } = await ask(await listening(), { headers: { host: 'attacker.example' } });
    expect([response.statusCode, response.headers['access-control-allow-origin']]).toEqual([421, undefined]);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(body).toMatch(/^call this server by one of these names: localhost:\d+/);
  });
});

describe('limits', () => {
  test('a header that is too large is refused', async () => {
    const headers = { cookie: 'x'.repeat(DEFAULT_LISTEN_LIMITS.headerBytes) };
    expect((await ask(await listening(), { headers })).response.statusCode).toBe(431);
  });

  test.each([
    ['says nothing', ''],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
  ])('a client that %s is told to go', async (_, said) => {
    const limits = { ...DEFAULT_LISTEN_LIMITS, requestMs: 50 };
    const socket = connection(await listening(undefined, { limits }), said);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('a client that does not read is let go', async () => {
    const limits = { ...DEFAULT_LISTEN_LIMITS, idleMs: 50 };
    const listener = await listening(undefined, { limits });
    const sizeBytes = 64 * 1024 ** 2;
    const gone = new Promise((resolve) => {
      listener.serve({
        handle: (_, response) => {
          response.once('close', resolve);
          response.end(Buffer.alloc(sizeBytes));
        },
      });
    });
    const { host } = new URL(listener.url);
    const socket = connection(listener, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`).pause();
    await gone;
    // What was on its way by then is all that ever comes.
    let receivedBytes = 0;
    socket.on('data', (data) => {
      receivedBytes += data.length;
    });
    socket.resume();
    await once(socket, 'close');
    expect(receivedBytes).toBeLessThan(sizeBytes);
  });

  test('only the first request of a connection is handed on', async () => {
    const listener = await listening();
    const { host } = new URL(listener.url);
    const socket = connection(listener, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(20));
    const received = text(socket);
    await once(socket, 'readable');
    socket.end();
    expect((await received).split('you asked for')).toHaveLength(2);
  });

  test('more connections than allowed are closed, and the others are answered', async () => {
    const limits = { ...DEFAULT_LISTEN_LIMITS, connections: 1 };
    const listener = await listening(undefined, { limits });
    const first = connection(listener);
    await once(first, 'connect');
    const { host } = new URL(listener.url);
    first.write(`GET /first HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const [answer] = await once(first, 'data');
    expect(String(answer)).toContain('you asked for /first');
    const second = connection(listener, `GET /second HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const heard: unknown[] = [];
    second.on('data', (data) => heard.push(data));
    await once(second, 'close');
    expect(heard).toEqual([]);
  });
});

describe('close', () => {
  test('gives the address back, and ends connections whose clients do not read', async () => {
    const listener = await listening();
    const { host } = new URL(listener.url);
    const open = new Promise<void>((resolve) => {
      listener.serve({
        handle: (_, response) => {
          response.write('so far');
          resolve();
        },
      });
    });
    const socket = connection(listener, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const received = text(socket).catch(() => 'reset');
    await open;
    listener.close();
    await received;
    expect(socket.destroyed).toBe(true);
    const again = await listening(host);
    expect(new URL(again.url).host).toBe(host);
  });
});
