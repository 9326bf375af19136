import type { PortionIndex } from './portion.ts';

/** Puts messages about portions into the order of the stream; within a portion they stay as they came. */
export class PortionInbox<Message extends { readonly portion: PortionIndex; readonly isLast: boolean }> {
  readonly #portionCount: number;
  readonly #waiting = new Map<PortionIndex, Message[]>();
  #portion: PortionIndex = 0;
  #isClosed = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(portionCount: number) {
    this.#portionCount = portionCount;
  }

  push(message: Message): void {
    const queue = this.#waiting.get(message.portion);
    if (queue === undefined) this.#waiting.set(message.portion, [message]);
    else queue.push(message);
    this.#wake?.();
  }

  /** No message will follow: `next` throws. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  /** What is still waiting is not asked for any more. @returns it, in no order */
  close(): readonly Message[] {
    this.#isClosed = true;
    this.#wake?.();
    const left = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return left;
  }

  /** The next message in the order of the stream; undefined after the last, and once closed. @throws what it failed with */
  async next(): Promise<Message | undefined> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#isClosed || this.#portion === this.#portionCount) return undefined;
      const queue = this.#waiting.get(this.#portion);
      const message = queue?.shift();
      if (message !== undefined) {
        if (message.isLast) this.#waiting.delete(this.#portion++);
        return message;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
