/**
 * Hands things to a caller's function in order, later than they happened: whatever that function does, also if it
 * throws or brings about more of them, it does not do it in the middle of a batch.
 */
export class AlertOutbox<T> {
  readonly #hand: (item: T) => void;
  #waiting: T[] = [];
  #isDelivering = false;

  constructor(hand: (item: T) => void) {
    this.#hand = hand;
  }

  /** True while the caller's function runs, or will be called again before `deliver` returns. */
  get isDelivering(): boolean {
    return this.#isDelivering;
  }

  add(item: T): void {
    this.#waiting.push(item);
  }

  /**
   * Hands over what waits, and what is added meanwhile. Called from within the caller's function it leaves that to the
   * call that is under way.
   *
   * @throws what the function threw, after all was handed over; an AggregateError where it threw more than once
   */
  deliver(): void {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    const errors: unknown[] = [];
    while (this.#waiting.length > 0) {
      const items = this.#waiting;
      this.#waiting = [];
      for (const item of items) {
        try {
          this.#hand(item);
        } catch (error) {
          errors.push(error);
        }
      }
    }
    this.#isDelivering = false;
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, `onAlert threw for ${errors.length} alerts`);
  }
}
