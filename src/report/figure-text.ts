/**
 * Figures as people read them in a terminal. Fixed to one form: a report reads alike on every machine.
 * What was not measured is `-` everywhere.
 */
export const NOT_MEASURED = '-';

/**
 * Made when it is first used: to make them takes tens of milliseconds, and whoever imports this may be about to begin a
 * replay.
 */
class LazyFormat {
  readonly #digits: number;
  #format: Intl.NumberFormat | undefined;

  /** @param digits behind the point */
  constructor(digits: number) {
    this.#digits = digits;
  }

  format(value: number): string {
    this.#format ??= new Intl.NumberFormat('en-US', {
      minimumFractionDigits: this.#digits,
      maximumFractionDigits: this.#digits,
    });
    return this.#format.format(value);
  }
}

const counts = new LazyFormat(0);
const twoDecimals = new LazyFormat(2);
const oneDecimal = new LazyFormat(1);

/** `12,345` */
export function countText(value: number): string {
  return counts.format(value);
}

/** Nanoseconds as milliseconds without the unit: `1,234.50`; `<0.01` for a little more than nothing. */
export function millisecondsText(ns: number): string {
  return atLeast(ns / 1e6, 0.01, twoDecimals);
}

/** A share of 1 as `12.3 %`; `<0.1 %` for a little more than nothing. */
export function shareText(share: number | null): string {
  return share === null ? NOT_MEASURED : `${atLeast(share * 100, 0.1, oneDecimal)} %`;
}

/** A rate of 1 as `0.02 %`, one digit finer than a share: alert rates are small. */
export function rateText(rate: number | null): string {
  return rate === null ? NOT_MEASURED : `${atLeast(rate * 100, 0.01, twoDecimals)} %`;
}

/** Nanoseconds in the unit that suits them: `3.4 ns`, `12.0 µs`, `1.5 ms`, `2.0 s`. */
export function durationText(ns: number | null): string {
  if (ns === null) return NOT_MEASURED;
  if (ns < 1e3) return `${oneDecimal.format(ns)} ns`;
  if (ns < 1e6) return `${oneDecimal.format(ns / 1e3)} µs`;
  if (ns < 1e9) return `${oneDecimal.format(ns / 1e6)} ms`;
  return `${oneDecimal.format(ns / 1e9)} s`;
}

/** What one evaluation took, as `durationText`; `~0 ns` where timing could not tell it from nothing. */
export function latencyText(ns: number | null): string {
  return ns !== null && ns < 1 ? '~0 ns' : durationText(ns);
}

/** Bytes in the unit that suits them, decimal: `512 B`, `1.5 kB`, `20.0 MB`, `3.1 GB`. */
export function bytesText(bytes: number | null): string {
  if (bytes === null) return NOT_MEASURED;
  if (bytes < 1e3) return `${countText(bytes)} B`;
  if (bytes < 1e6) return `${oneDecimal.format(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${oneDecimal.format(bytes / 1e6)} MB`;
  return `${oneDecimal.format(bytes / 1e9)} GB`;
}

/** A small value must not read as none: what would round to zero is shown as less than the smallest step. */
function atLeast(value: number, step: number, format: LazyFormat): string {
  return value > 0 && value < step ? `<${step}` : format.format(value);
}
