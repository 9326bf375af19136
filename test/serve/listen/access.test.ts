import { describe, expect, test } from 'vitest';
import { accessCheck } from '../../../src/serve/listen/access.ts';
import { parseListenAddress } from '../../../src/serve/listen/listen-address.ts';

const TOKEN = 'k7Qv0cR2mZ9tYx4w';
const authorization = `Bearer ${TOKEN}`;

describe('on a loopback address', () => {
  const check = accessCheck(parseListenAddress('127.0.0.1:9100'), undefined);

  test.each(['localhost:9100', 'LOCALHOST:9100', '127.0.0.1:9100', '[::1]:9100'])(
    '%s is answered',
    (host) => {
      expect(check({ host })).toBeUndefined();
    },
  );

  test.each([
    undefined,
    '',
    'localhost',
    '127.0.0.1',
    'localhost:9101',
    'attacker.example:9100',
    'localhost.attacker.example:9100',
    '127.0.0.1:9100@attacker.example',
    'localhost:9100,attacker.example',
  ])('the name %j is somebody else', (host) => {
    expect(check(host === undefined ? {} : { host })).toEqual({
      status: 421,
      headers: {},
      reason: 'call this server by one of these names: localhost:9100, 127.0.0.1:9100, [::1]:9100',
    });
  });

  test('the address itself is one of its names, also if it is an odd one', () => {
    expect(
      accessCheck(parseListenAddress('127.8.9.1:5'), undefined)({ host: '127.8.9.1:5' }),
    ).toBeUndefined();
    expect(check({ host: '127.8.9.1:9100' })?.status).toBe(421);
  });

  test('on port 80 clients leave the port out', () => {
    const onPort80 = accessCheck(parseListenAddress('[::1]:80'), undefined);
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'localhost:80'])
      expect(onPort80({ host })).toBeUndefined();
    expect(onPort80({ host: 'attacker.example' })?.status).toBe(421);
  });

  test('a token that was set is asked for, but not from those who use a foreign name', () => {
    const withToken = accessCheck(parseListenAddress(':9100'), TOKEN);
    expect(withToken({ host: 'localhost:9100', authorization })).toBeUndefined();
    expect(withToken({ host: 'localhost:9100' })?.status).toBe(401);
    expect(withToken({ host: 'attacker.example', authorization })?.status).toBe(421);
  });
});

test('on other addresses the token decides, whatever the name', () => {
  const check = accessCheck(parseListenAddress('0.0.0.0:9100'), TOKEN);
  expect(check({ host: 'metrics.example:9100', authorization })).toBeUndefined();
  expect(check({ host: '127.0.0.1:9100' })).toEqual({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="kestrel-perf"' },
    reason: 'send the token of this replay in the header: Authorization: Bearer TOKEN',
  });
  expect(check({ authorization: 'Bearer wrong' })?.reason).not.toContain(TOKEN);
});
