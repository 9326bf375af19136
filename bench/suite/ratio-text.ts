import type { Spread } from '../spread.ts';

const SIGNIFICANT_DIGITS = 3;

/** `0.985`, `1.76`, `23.5`, `248`: three digits, as no ratio is known better. */
export function numberText(value: number): string {
  const text = value.toPrecision(SIGNIFICANT_DIGITS);
  // Not `1.2e+3`: more than three digits before the point are all written.
  return text.includes('e') ? String(Math.round(value)) : text;
}

/** `1.76 [1.62, 1.91]`: median and quartiles. */
export function ratioText({ low, median, high }: Spread): string {
  return `${numberText(median)} [${numberText(low)}, ${numberText(high)}]`;
}

/** `12 % more`, `3 % less`. */
export function changeText(share: number): string {
  const percent = Math.abs(share * 100);
  const text = percent < 1 ? percent.toFixed(1) : percent.toFixed(0);
  return `${text} % ${share < 0 ? 'less' : 'more'}`;
}
