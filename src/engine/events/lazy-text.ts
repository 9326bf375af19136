/**
 * A long text of a record as it is written in JSON, decoded when a rule reads it. Messages of a thousand characters
 * are in every event, and hardly a rule looks at them.
 */
export class LazyText {
  #json: string | undefined;
  #text = '';

  /** @param json the text with its quotes, known to be sound */
  constructor(json: string) {
    this.#json = json;
  }

  get text(): string {
    if (this.#json !== undefined) {
      this.#text = JSON.parse(this.#json) as string;
      this.#json = undefined;
    }
    return this.#text;
  }
}
