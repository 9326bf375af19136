import type { MetricFamily, MetricSample } from './open-metrics-text.ts';

/**
 * Keeps the counters of one run from falling between two scrapes, which Prometheus would take for a new beginning and
 * count twice. They would: time that was billed to a rule is moved to another account once V8 has told of a pause.
 */
export class CounterFloor {
  readonly #highest = new Map<string, MetricSample['value']>();

  /** The families, each counter at least as high as it ever was here. */
  raise(families: readonly MetricFamily[]): MetricFamily[] {
    return families.map((family) => {
      if (family.type !== 'counter') return family;
      return { ...family, samples: family.samples.map((sample) => this.#raised(family.name, sample)) };
    });
  }

  #raised(name: string, sample: MetricSample): MetricSample {
    const key = JSON.stringify([name, sample.labels]);
    const highest = this.#highest.get(key);
    if (highest !== undefined && Number(highest) > Number(sample.value)) return { ...sample, value: highest };
    this.#highest.set(key, sample.value);
    return sample;
  }
}
