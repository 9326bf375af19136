/** What was made a moment ago and may be used again, so that many viewers cost little more than one. */
export class Recent<T> {
  readonly #make: () => T;
  readonly #lifeMs: number;
  readonly #nowMs: () => number;
  #made: { readonly value: T; readonly atMs: number } | undefined;

  /** @param nowMs a clock that never goes back */
  constructor(make: () => T, lifeMs: number, nowMs: () => number) {
    this.#make = make;
    this.#lifeMs = lifeMs;
    this.#nowMs = nowMs;
  }

  /** The last value, or a new one where that is too old. @throws what making one throws */
  get(): T {
    const atMs = this.#nowMs();
    if (this.#made === undefined || atMs - this.#made.atMs >= this.#lifeMs) {
      this.#made = { value: this.#make(), atMs };
    }
    return this.#made.value;
  }

  /** The next value will be new. */
  forget(): void {
    this.#made = undefined;
  }
}
