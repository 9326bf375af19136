import { describe, expect, it } from 'vitest';
import { cidrTest } from '../../../../src/engine/eql/values/cidr.ts';

describe('cidrTest', () => {
  it.each([
    ['10.1.2.3', '10.6.48.157/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.0.0.1', '0.0.0.0/0', true],
    ['fe80::1', 'fe80::/10', true],
    ['fe80:0:0:0:5d54:ed5a:760f:c4ff', 'FE80::/10', true],
    ['::1', '0.0.0.0/0', false],
    ['10.0.0.1', '::/0', false],
    ['::ffff:10.0.0.1', '10.0.0.0/8', false],
    ['0x0a.1', '10.0.0.0/8', false],
    ['fe80::1%eth0', '::/0', false],
    ['not an address', '0.0.0.0/0', false],
    ['10.0.0.1', '10.0.0.0/33', false],
    ['10.0.0.1', 'rubbish', false],
  ])('%s in %s is %s', (address, block, expected) => {
    expect(cidrTest([block])(address)).toBe(expected);
  });

  it('asks for any of the blocks', () => {
    const test = cidrTest(['192.0.2.0/24', '198.51.100.0/24']);
    expect([test('198.51.100.7'), test('203.0.113.7')]).toEqual([true, false]);
  });

  it('answers the second time as it did the first, and after more addresses than it remembers', () => {
    const test = cidrTest(['10.0.0.0/8', 'fe80::/10']);
    const addresses = ['10.0.0.1', 'fe80::1', '11.0.0.1', '::1', 'no address', `${'1'.repeat(60)}::`];
    const answers = [true, true, false, false, false, false];
    expect(addresses.map(test)).toEqual(answers);
    expect(addresses.map(test)).toEqual(answers);
    for (let at = 0; at < 10_000; at++) expect(test(`11.0.${at >> 8}.${at & 255}`)).toBe(false);
    expect(addresses.map(test)).toEqual(answers);
  });
});
