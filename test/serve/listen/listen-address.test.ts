import { describe, expect, test } from 'vitest';
import { hostAndPort, parseListenAddress } from '../../../src/serve/listen/listen-address.ts';

describe('parseListenAddress', () => {
  test.each([
    ['127.0.0.1:9100', '127.0.0.1', 9100, true],
    ['127.8.9.1:80', '127.8.9.1', 80, true],
    ['localhost:9100', '127.0.0.1', 9100, true],
    ['LocalHost:0', '127.0.0.1', 0, true],
    [':9100', '127.0.0.1', 9100, true],
    ['[::1]:0', '::1', 0, true],
    ['[::ffff:127.0.0.1]:1', '::ffff:127.0.0.1', 1, true],
    ['0.0.0.0:9100', '0.0.0.0', 9100, false],
    ['[::]:65535', '::', 65_535, false],
    ['192.168.1.5:9100', '192.168.1.5', 9100, false],
    ['[::ffff:10.0.0.1]:1', '::ffff:10.0.0.1', 1, false],
  ])('%s', (text, host, port, isLoopback) => {
    expect(parseListenAddress(text)).toEqual({ host, port, isLoopback });
  });

  test.each([
    ['', 'expected an address and a port: write it like 127.0.0.1:9100, [::1]:9100 or :9100'],
    ['9100', 'expected an address and a port'],
    ['127.0.0.1', 'expected an address and a port'],
    ['127.0.0.1:', 'expected an address and a port'],
    ['127.0.0.1:-1', 'expected an address and a port'],
    ['127.0.0.1:9100 ', 'expected an address and a port'],
    ['127.0.0.1:9100\n', 'expected an address and a port'],
    ['http://127.0.0.1:9100', 'expected an address and a port'],
    ['::1:9100', 'expected an address and a port'],
    ['127.0.0.1:65536', 'the port must be from 0 to 65535'],
    ['example.com:9100', 'expected an IP address before the port'],
    ['127.1:9100', 'expected an IP address before the port'],
    ['0177.0.0.1:9100', 'expected an IP address before the port'],
    ['[127.0.0.1]:9100', 'expected an IP address before the port'],
    ['[]:9100', 'expected an IP address before the port'],
    ['[::1%"]:x', 'expected an address and a port'],
  ])('%j is refused, with what to write', (text, message) => {
    expect(() => parseListenAddress(text)).toThrow(RangeError);
    expect(() => parseListenAddress(text)).toThrow(message);
  });

  test('what is read can be written again', () => {
    for (const text of ['127.0.0.1:9100', '[::1]:0', '[fe80::1%eth0]:5', '0.0.0.0:65535']) {
      const { host, port } = parseListenAddress(text);
      expect(hostAndPort(host, port)).toBe(text);
    }
  });
});
