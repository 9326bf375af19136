import type { RuleIndex } from '../engine/rule.ts';
import { type TopRow, topRows } from './model/top-row.ts';
import { History, type RuleHistory } from './source/history.ts';
import type { LiveSnapshot, LiveSource } from './source/live-snapshot.ts';
import { isOver, type Rates, ratesBetween } from './source/rates.ts';

/** Rates over less than this are noise: nanoseconds. */
const MIN_RATE_SPAN_NS = 500e6;

/** Figures that belong together. */
export interface Figures {
  readonly snapshot: LiveSnapshot;
  readonly rates: Rates | null;
  /** Of the whole pack, in its order. */
  readonly rows: readonly TopRow[];
}

/** Figures as they are read, and those on the display, which may stand still while reading goes on. */
export class DisplayedFigures {
  readonly #source: LiveSource;
  readonly #labels: readonly string[];
  readonly #history = new History();
  #latest: LiveSnapshot;
  /** What rates are counted from; null at the beginning. */
  #base: LiveSnapshot | null = null;
  #displayed: Figures;
  #isFinished = false;

  /** Reads and displays the first figures. @param labels what rules are called, by rule */
  constructor(source: LiveSource, labels: readonly string[]) {
    this.#source = source;
    this.#labels = labels;
    this.#latest = source.read();
    this.#history.add(this.#latest);
    this.#displayed = this.#figuresOf(this.#latest);
  }

  /** What is on the display. */
  get displayed(): Figures {
    return this.#displayed;
  }

  /** Takes new figures; the display goes on showing the old ones. */
  read(): void {
    const snapshot = this.#source.read();
    if (snapshot.takenAtNs - this.#latest.takenAtNs >= MIN_RATE_SPAN_NS) this.#base = this.#latest;
    this.#latest = snapshot;
    this.#history.add(snapshot);
  }

  /** Displays what was read last. */
  display(): void {
    this.#displayed = this.#figuresOf(this.#latest);
  }

  /** Takes and displays the last figures there will be. */
  finish(): void {
    this.#isFinished = true;
    this.read();
    this.display();
  }

  /** How a rule got where it is. */
  historyOf(rule: RuleIndex): RuleHistory {
    return this.#history.of(rule);
  }

  #figuresOf(read: LiveSnapshot): Figures {
    // An engine that broke did not get to say so.
    const hasBroken = this.#isFinished && !isOver(read);
    const snapshot = hasBroken ? { ...read, progress: { ...read.progress, state: 'failed' as const } } : read;
    const rates = ratesBetween(this.#base, snapshot);
    return { snapshot, rates, rows: topRows(this.#source.rules, this.#labels, snapshot, rates) };
  }
}
