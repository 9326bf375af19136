import type { Threshold, Thresholds } from './cost-level.ts';

interface ThresholdName {
  readonly key: keyof Thresholds;
  /** What one of the unit that is written counts in the unit that is kept. */
  readonly scale: number;
}

const NAMES: ReadonlyMap<string, ThresholdName> = new Map([
  ['cpu', { key: 'cpuShare', scale: 0.01 }],
  ['memory', { key: 'memoryBytes', scale: 1e6 }],
  ['alerts', { key: 'alertRate', scale: 0.01 }],
  ['latency', { key: 'latencyNs', scale: 1e3 }],
]);

const FORM = /^([a-z]+)=(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/;

/**
 * A threshold as the command line writes it, `NAME=MEDIUM:HIGH`: `cpu` and `alerts` in percent, `memory` in MB,
 * `latency` in µs. Thus `cpu=5:20` is medium from 5 % on and high from 20 %.
 *
 * @throws RangeError when the text has another form, names no figure, or MEDIUM is above HIGH
 */
export function parseThreshold(text: string): Partial<Record<keyof Thresholds, Threshold>> {
  const [, name, medium, high] = FORM.exec(text) ?? [];
  const found = NAMES.get(name ?? '');
  if (found === undefined) {
    throw new RangeError(
      `Expected NAME=MEDIUM:HIGH with a name of ${[...NAMES.keys()].join(', ')}, as in cpu=5:20.`,
    );
  }
  if (Number(medium) > Number(high))
    throw new RangeError(`${medium} is above ${high}: medium comes before high.`);
  return { [found.key]: { medium: Number(medium) * found.scale, high: Number(high) * found.scale } };
}
