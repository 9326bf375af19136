const NS_PER_S = 1_000_000_000n;

/** Nanoseconds as seconds, written out; exact for whole nanoseconds. Null stays null. */
export function secondsText(ns: bigint | number): string;
export function secondsText(ns: bigint | number | null): string | null;
export function secondsText(ns: bigint | number | null): string | null {
  if (ns === null) return null;
  if (typeof ns === 'number' && !Number.isSafeInteger(ns)) return String(ns / 1e9);
  return exactSeconds(BigInt(ns));
}

function exactSeconds(ns: bigint): string {
  const sign = ns < 0n ? '-' : '';
  const size = ns < 0n ? -ns : ns;
  const fraction = String(size % NS_PER_S)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / NS_PER_S}${fraction === '' ? '' : `.${fraction}`}`;
}
