import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import type { Vocabulary } from '../../engine/events/vocabulary.ts';
import { recordBytes } from './record-bytes.ts';

/**
 * Of so many events that are kept one is measured, and stands for them: measuring all would take longer than keeping
 * them. Which one is drawn by lot, as large events may come at regular distances.
 */
const EVENTS_PER_MEASURED = 8;

/** What a sample may hold. */
export interface SampleLimits {
  readonly events: number;
  /** As {@link recordBytes} counts them, some for all. */
  readonly bytes: number;
}

/** Enough for shares of a few per cent of the events of a rule that sees a tenth of them. */
export const DEFAULT_SAMPLE_LIMITS: SampleLimits = { events: 4_096, bytes: 24 * 1024 ** 2 };

/** Events of one vocabulary, as they were decoded. */
export interface SampledEvents {
  readonly vocabulary: Vocabulary;
  /** In the order of the stream. */
  readonly records: readonly EventRecord[];
}

interface SampledEvent {
  /** Uniform in 0 to 1; those with the smallest keys are the sample. */
  readonly key: number;
  readonly vocabulary: Vocabulary;
  readonly record: EventRecord;
  readonly bytes: number;
}

/**
 * A uniform sample of the events of a stream of any length. Each event has a key drawn by lot, and those below a
 * threshold are kept; whenever they are too many, or too large, the threshold is lowered until half of them are left.
 * How far it is to the next event below the threshold is drawn at once, so that the others cost nothing.
 */
export class EventSample {
  readonly #limits: SampleLimits;
  readonly #random: () => number;
  #kept: SampledEvent[] = [];
  #bytes = 0;
  /** Of those that are measured together, how many were kept so far, and which is measured. */
  #together = 0;
  #measured = 0;
  #threshold = 1;
  /** Events to let pass before the next one is kept. */
  #toNext = 0;

  /** @param random uniform in 0 to 1, without 1 */
  constructor(random: () => number, limits: SampleLimits = DEFAULT_SAMPLE_LIMITS) {
    this.#random = random;
    this.#limits = limits;
  }

  /** Takes in the next batch of the stream; keeps records, never the list that they are in. */
  add({ records, vocabulary }: EventBatch): void {
    let at = this.#toNext;
    while (at < records.length) {
      const record = records[at]!;
      const bytes = this.#isMeasured() ? EVENTS_PER_MEASURED * recordBytes(record, this.#limits.bytes) : 0;
      this.#kept.push({ key: this.#random() * this.#threshold, vocabulary, record, bytes });
      this.#bytes += bytes;
      while (this.#kept.length > this.#limits.events || this.#bytes > this.#limits.bytes) this.#halve();
      at += 1 + this.#gap();
    }
    this.#toNext = at - records.length;
  }

  /** Hands out the sample, by vocabulary, and forgets it. */
  take(): SampledEvents[] {
    const records = new Map<Vocabulary, EventRecord[]>();
    for (const { vocabulary, record } of this.#kept) {
      const known = records.get(vocabulary);
      if (known === undefined) records.set(vocabulary, [record]);
      else known.push(record);
    }
    this.#kept = [];
    this.#bytes = 0;
    return Array.from(records, ([vocabulary, ofVocabulary]) => ({ vocabulary, records: ofVocabulary }));
  }

  /** The number of events before the next one whose key is below the threshold. */
  #gap(): number {
    if (this.#threshold >= 1) return 0;
    return Math.floor(Math.log(1 - this.#random()) / Math.log1p(-this.#threshold));
  }

  /** Whether the next event that is kept is the one that is measured. */
  #isMeasured(): boolean {
    if (this.#together === 0) this.#measured = Math.floor(this.#random() * EVENTS_PER_MEASURED);
    const isIt = this.#together === this.#measured;
    this.#together = (this.#together + 1) % EVENTS_PER_MEASURED;
    return isIt;
  }

  #halve(): void {
    const keys = Float64Array.from(this.#kept, ({ key }) => key).sort();
    const threshold = keys[Math.floor(keys.length / 2)]!;
    this.#threshold = threshold;
    this.#kept = this.#kept.filter(({ key }) => key < threshold);
    this.#bytes = this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
