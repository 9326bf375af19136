import { recordBytes } from '../advice/census/record-bytes.ts';
import type { EventNumber } from '../engine/batch/event-batch.ts';
import type { EventRecord } from '../engine/events/field-value.ts';
import type { Vocabulary } from '../engine/events/vocabulary.ts';

/** An event of the stream, as it was decoded. */
export interface SampledEvent {
  readonly number: EventNumber;
  readonly vocabulary: Vocabulary;
  readonly record: EventRecord;
}

/** What samples may hold. */
export interface SampleLimits {
  /** Of one sample. */
  readonly events: number;
  /** Of all samples together, as `recordBytes` estimates it; an event in several of them counts once. */
  readonly bytes: number;
}

/** As many events as a run goes over, so that each comes once where there are enough. */
export const DEFAULT_SAMPLE_LIMITS: SampleLimits = { events: 256, bytes: 64 * 1024 ** 2 };

interface KeptEvent extends SampledEvent {
  /** Uniform in 0 to 1. */
  readonly key: number;
  readonly bytes: number;
  /** Samples that it is in. */
  uses: number;
}

/**
 * Many uniform samples of one stream, of any length. Each event has one key drawn by lot, and a sample keeps the events
 * with the smallest keys among those it was offered. As all samples use the same keys, those of rules that see the same
 * events hold the same events, which are kept once.
 */
export class EventSamples {
  readonly #random: () => number;
  readonly #maxBytes: number;
  /** By sample, in ascending order of keys. */
  readonly #samples: readonly KeptEvent[][];
  #maxEvents: number;
  #bytes = 0;
  #offered: SampledEvent | undefined;
  #key = 0;
  /** The event that is offered, once a sample keeps it. */
  #kept: KeptEvent | undefined;

  /**
   * @param count of samples, numbered from 0
   * @param random uniform in 0 to 1, without 1
   */
  constructor(count: number, random: () => number, limits: SampleLimits = DEFAULT_SAMPLE_LIMITS) {
    this.#samples = Array.from({ length: count }, () => []);
    this.#random = random;
    this.#maxEvents = limits.events;
    this.#maxBytes = limits.bytes;
  }

  /** The next event of the stream; {@link add} says of which samples it may be part. */
  offer(event: SampledEvent): void {
    this.#offered = event;
    this.#key = this.#random();
    this.#kept = undefined;
  }

  /** Offers the event at hand to a sample; at most once to each. */
  add(sample: number): void {
    const kept = this.#samples[sample]!;
    if (kept.length >= this.#maxEvents && this.#key >= kept.at(-1)!.key) return;
    const event = this.#keep();
    let place = kept.length;
    while (place > 0 && kept[place - 1]!.key > this.#key) place--;
    kept.splice(place, 0, event);
    event.uses++;
    this.#cut(kept);
    while (this.#bytes > this.#maxBytes && this.#maxEvents > 1) {
      this.#maxEvents = Math.floor(this.#maxEvents / 2);
      for (const one of this.#samples) this.#cut(one);
    }
  }

  /** A sample, in the order of the stream. */
  events(sample: number): readonly SampledEvent[] {
    return this.#samples[sample]!.toSorted((left, right) => left.number - right.number);
  }

  /** The event at hand, its size known. */
  #keep(): KeptEvent {
    if (this.#kept === undefined) {
      const event = this.#offered!;
      const bytes = recordBytes(event.record, this.#maxBytes);
      this.#kept = { ...event, key: this.#key, bytes, uses: 0 };
    }
    if (this.#kept.uses === 0) this.#bytes += this.#kept.bytes;
    return this.#kept;
  }

  #cut(sample: KeptEvent[]): void {
    while (sample.length > this.#maxEvents) {
      const gone = sample.pop()!;
      if (--gone.uses === 0) this.#bytes -= gone.bytes;
    }
  }
}
