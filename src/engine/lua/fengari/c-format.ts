/**
 * What `string.format` needs of C's `printf`: floats and texts. Conversions are given as a whole, such as `%-8.3f`;
 * those of integers are in int64.ts.
 */
interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** Digits from the first that is not 0, and how many of them are before the decimal point. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

const DEFAULT_PRECISION = 6;
const FRACTION_BITS = 52n;
const SMALLEST_EXPONENT = 1074;

/** Writes a float as C does for `e E f g G`: what is exactly between two is rounded to the even one. */
export function formatFloat(text: string, value: number): string {
  const conversion = conversionOf(text);
  const { flags, width, letter } = conversion;
  const isUpper = letter !== letter.toLowerCase();
  // JavaScript cannot tell the two kinds of NaN apart. Processors give this one for 0/0.
  const isNegative = Number.isNaN(value) || value < 0 || Object.is(value, -0);
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const hasDigits = Number.isFinite(value);
  const lower = hasDigits ? finiteText(conversion, Math.abs(value)) : Number.isNaN(value) ? 'nan' : 'inf';
  const body = isUpper ? lower.toUpperCase() : lower;
  if (flags.includes('-')) return (sign + body).padEnd(width);
  if (flags.includes('0') && hasDigits) return sign + body.padStart(width - sign.length, '0');
  return (sign + body).padStart(width);
}

/** Cuts and pads a text as C does for `s` and `c`: by its bytes. */
export function formatBytes(text: string, bytes: Uint8Array): Uint8Array {
  const { flags, width, precision } = conversionOf(text);
  const cut = precision === undefined ? bytes : bytes.subarray(0, precision);
  if (cut.length >= width) return cut;
  const padded = new Uint8Array(width).fill(0x20);
  padded.set(cut, flags.includes('-') ? 0 : width - cut.length);
  return padded;
}

function conversionOf(text: string): Conversion {
  const [, flags, width, , precision, letter] = /^%([-+ #0]*)(\d*)(\.(\d*))?(.)/.exec(text)!;
  return {
    flags: flags!,
    width: Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    letter: letter!,
  };
}

function finiteText({ flags, precision = DEFAULT_PRECISION, letter }: Conversion, value: number): string {
  const exact = decimalOf(value);
  const keepsPoint = flags.includes('#');
  switch (letter.toLowerCase()) {
    case 'f':
      return fixedText(exact, precision, keepsPoint);
    case 'e':
      return exponentText(rounded(exact, precision + 1), precision, keepsPoint);
    default: {
      const digits = Math.max(precision, 1);
      const short = rounded(exact, digits);
      const exponent = short.point - 1;
      const isFixed = exponent >= -4 && exponent < digits;
      const text = isFixed
        ? fixedText(exact, digits - 1 - exponent, keepsPoint)
        : exponentText(short, digits - 1, keepsPoint);
      return keepsPoint ? text : text.replace(/(\.\d*?)0+(?=$|e)/, '$1').replace(/\.(?=$|e)/, '');
    }
  }
}

function fixedText(exact: Decimal, precision: number, keepsPoint: boolean): string {
  const { digits } = rounded(exact, exact.point + precision);
  return withPoint(digits.padStart(precision + 1, '0'), precision, keepsPoint);
}

function exponentText({ digits, point }: Decimal, precision: number, keepsPoint: boolean): string {
  const mantissa = withPoint(digits.slice(0, precision + 1), precision, keepsPoint);
  const exponent = point - 1;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function withPoint(digits: string, fraction: number, keepsPoint: boolean): string {
  const whole = digits.slice(0, digits.length - fraction);
  return fraction > 0 || keepsPoint ? `${whole}.${digits.slice(whole.length)}` : whole;
}

/** All digits of a double that is not negative: it has a last one, as a power of two has one. */
function decimalOf(value: number): Decimal {
  if (value === 0) return { digits: '0', point: 1 };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const all = bits.getBigUint64(0);
  const biased = Number(all >> FRACTION_BITS);
  const fraction = BigInt.asUintN(Number(FRACTION_BITS), all);
  const mantissa = biased === 0 ? fraction : fraction | (1n << FRACTION_BITS);
  const exponent = Math.max(biased, 1) - SMALLEST_EXPONENT - 1;
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return { digits, point: digits.length };
  }
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits, point: digits.length + exponent };
}

/** So many of its digits, or one more where all of them were nines; none where it is not even that large. */
function rounded({ digits, point }: Decimal, count: number): Decimal {
  if (count < 0) return { digits: '', point };
  if (count >= digits.length) return { digits: digits.padEnd(count, '0'), point };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const isOdd = '13579'.includes(kept.at(-1) ?? '0');
  const isUp = rest[0]! > '5' || (rest[0] === '5' && (isOdd || /[1-9]/.test(rest.slice(1))));
  if (!isUp) return { digits: kept, point };
  const next = (BigInt(`0${kept}`) + 1n).toString().padStart(count, '0');
  return { digits: next, point: point + next.length - count };
}
