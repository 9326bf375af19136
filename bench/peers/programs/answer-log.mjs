/** Gathers what rules find and writes it to standard output at the end, as `readAnswerLines` reads it. */
export class AnswerLog {
  /** @type {Map<string, number[]>} */
  #events = new Map();

  /**
   * @param {string} rule
   * @param {number} event from 1
   */
  add(rule, event) {
    const events = this.#events.get(rule);
    if (events === undefined) this.#events.set(rule, [event]);
    else events.push(event);
  }

  write() {
    let text = '';
    for (const [rule, events] of this.#events) text += `${JSON.stringify({ rule, events })}\n`;
    process.stdout.write(text);
  }
}
