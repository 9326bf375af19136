import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Block = [Address, number];

/** What was found is kept for so many texts, then forgotten, so that a hostile stream cannot fill memory with them. */
const MAX_REMEMBERED = 4_096;
/** No address is longer; longer texts would only fill memory. */
const MAX_REMEMBERED_LENGTH = 45;

/** A stream has few addresses, each many times, and reading an IPv6 address takes longer than most rules. */
const remembered = new Map<string, Address | undefined>();

/** The address a text spells, or undefined. Only the usual forms: no octal, no `127.1`, no zone (`fe80::1%eth0`). */
export function parseAddress(text: string): Address | undefined {
  const known = remembered.get(text);
  if (known !== undefined || remembered.has(text)) return known;
  const address = readAddress(text);
  if (text.length > MAX_REMEMBERED_LENGTH) return address;
  if (remembered.size === MAX_REMEMBERED) remembered.clear();
  remembered.set(text, address);
  return address;
}

function readAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text);
  return undefined;
}

/** A block such as `10.0.0.0/8` or `fe80::/10`; bits behind the prefix do not matter. Undefined if it is none. */
export function parseBlock(text: string): Block | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const prefix = text.slice(slash + 1);
  if (address === undefined || !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = Number(prefix);
  return bits <= (address.kind() === 'ipv4' ? 32 : 128) ? [address, bits] : undefined;
}

/** A block, or an address alone, which is a block of one. */
export function parseBlockOrAddress(text: string): Block | undefined {
  const address = parseAddress(text);
  if (address === undefined) return parseBlock(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** A test for "the address is in one of the blocks"; families never mix. Unreadable blocks are left out. */
export function cidrTest(blocks: readonly string[]): (address: string) => boolean {
  const parsed = blocks.map(parseBlockOrAddress).filter((block) => block !== undefined);
  return (text) => {
    const address = parseAddress(text);
    if (address === undefined) return false;
    return parsed.some(
      ([block, bits]) => block.kind() === address.kind() && address.match(block as ipaddr.IPv4, bits),
    );
  };
}
