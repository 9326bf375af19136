/**
 * Holds a sender back while its receiver is behind: at most `limit` messages are under way. A message counts from
 * `sent` until the receiver answers that it has dealt with it.
 */
export class BackPressure {
  readonly #limit: number;
  #underWay = 0;
  #resume: (() => void) | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  sent(): void {
    this.#underWay++;
  }

  taken(): void {
    this.#underWay--;
    this.#resume?.();
    this.#resume = undefined;
  }

  /** Resolves once another message may be sent; undefined where it may be at once. */
  room(): Promise<void> | undefined {
    if (this.#underWay < this.#limit) return undefined;
    return new Promise((resolve) => {
      this.#resume = resolve;
    });
  }
}
