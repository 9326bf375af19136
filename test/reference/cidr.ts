/**
 * Whether an address lies in a block; an address alone is a block of one. Unreadable texts lie nowhere; the two
 * families never mix.
 */
export function inBlock(address: string, block: string): boolean {
  const parts = /^([^/]+)(?:\/([0-9]{1,3}))?$/.exec(block);
  const addressBits = bitsOf(address);
  const blockBits = parts === null ? null : bitsOf(parts[1]!);
  if (parts === null || addressBits === null || blockBits === null) return false;
  const prefixLength = parts[2] === undefined ? blockBits.length : Number(parts[2]);
  return (
    addressBits.length === blockBits.length &&
    prefixLength <= blockBits.length &&
    addressBits.startsWith(blockBits.slice(0, prefixLength))
  );
}

/** An address as a text of 32 or 128 zeros and ones; null if it is no address. */
function bitsOf(address: string): string | null {
  return address.includes(':') ? ipv6Bits(address) : ipv4Bits(address);
}

function ipv4Bits(address: string): string | null {
  const octets = address.split('.');
  const isOctet = (octet: string) => /^(0|[1-9][0-9]{0,2})$/.test(octet) && Number(octet) < 256;
  if (octets.length !== 4 || !octets.every(isOctet)) return null;
  return octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join('');
}

function ipv6Bits(address: string): string | null {
  const halves = address.split('::').map((half, at, all) => groupBits(half, at === all.length - 1));
  if (halves.includes(null) || halves.length > 2) return null;
  const [head, tail] = halves as [string, string | undefined];
  if (tail === undefined) return head.length === 128 ? head : null;
  const filled = head.length + tail.length;
  // `::` stands for at least one group of zeros.
  return filled <= 112 ? head + '0'.repeat(128 - filled) + tail : null;
}

/** The bits of groups joined by `:`; null if one is bad. An address may end in an IPv4 address. */
function groupBits(text: string, endsAddress: boolean): string | null {
  if (text === '') return '';
  const bits = text.split(':').map((group, at, all) => {
    if (endsAddress && group.includes('.') && at === all.length - 1) return ipv4Bits(group);
    return /^[0-9a-fA-F]{1,4}$/.test(group) ? Number.parseInt(group, 16).toString(2).padStart(16, '0') : null;
  });
  return bits.includes(null) ? null : bits.join('');
}
