import type { BatchCondition } from './eql/compile/script-builder.ts';
import type { EvaluationTimer } from './evaluation-timer.ts';

/** Most events of one rule and batch that are run one by one. */
export const MOST_CHOSEN = 64;

/** The place of what is no event's: a lap around nothing, which shows what timing itself takes. */
export const NO_PLACE = MOST_CHOSEN;

/** A stage starts the clock three times and has one control: so many readings it takes beside those of its events. */
export const STAGE_READS = 4;

/** Events of a batch that are run one by one. Each has a place among them, from 0, which it keeps. */
export class ChosenEvents {
  /** How many there are. */
  count = 0;
  /** By place: the event's row, and whether it matched (1 or 0). */
  readonly rows = new Int32Array(MOST_CHOSEN);
  readonly isMatch = new Uint8Array(MOST_CHOSEN);
  /** Rows of those that no stage has ruled out, in order of their places; the first {@link leftCount} are valid. */
  readonly left = new Int32Array(MOST_CHOSEN);
  leftCount = 0;
  readonly #placesLeft = new Int32Array(MOST_CHOSEN);
  readonly #one = new Int32Array(1);

  /** Takes `count` rows from `from` on; none of them has matched yet. */
  take(rows: Int32Array, from: number, count: number): void {
    for (let place = 0; place < count; place++) {
      const row = rows[from + place]!;
      this.rows[place] = row;
      this.left[place] = row;
      this.#placesLeft[place] = place;
      this.isMatch[place] = 0;
    }
    this.count = count;
    this.leftCount = count;
  }

  /**
   * Runs a stage of a condition over those that are left, with the clock around each. Behind them the clock runs
   * around nothing: what that takes is what timing itself takes, here and now. An empty condition in between would be
   * nearer to what a condition costs that does no work, but it runs so rarely that V8 lets its machine code go: it took
   * a microsecond, more than most rules.
   */
  runStage(condition: BatchCondition, timer: EvaluationTimer): void {
    const one = this.#one;
    const before = this.leftCount;
    let left = 0;
    // Twice, so that the clock's code is in the processor's caches before the first lap.
    timer.start();
    timer.start();
    for (let at = 0; at < before; at++) {
      const row = this.left[at]!;
      const place = this.#placesLeft[at]!;
      one[0] = row;
      const held = condition(one, 1, one);
      timer.lap(place);
      if (held === 0) continue;
      this.left[left] = row;
      this.#placesLeft[left++] = place;
    }
    timer.start();
    timer.lap(NO_PLACE);
    timer.noteControl();
    this.leftCount = left;
  }

  /** All stages are done: those that are left match. */
  matchLeft(): void {
    for (let at = 0; at < this.leftCount; at++) this.isMatch[this.#placesLeft[at]!] = 1;
  }

  /** Puts the rows of those that matched into `rows`, from `to` on, and returns where they end. */
  writeMatches(rows: Int32Array, to: number): number {
    let end = to;
    for (let place = 0; place < this.count; place++) {
      if (this.isMatch[place] === 1) rows[end++] = this.rows[place]!;
    }
    return end;
  }
}
