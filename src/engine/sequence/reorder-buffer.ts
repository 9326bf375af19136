import { comparePlaces, type StepEvent } from './step-event.ts';

/** Below this many taken events the front of the list is not cut off: cutting moves the rest. */
const CUT_AT = 1024;

/** Holds events until those before them can no longer come; they leave in the order of their time. */
export class ReorderBuffer {
  #events: StepEvent[] = [];
  #first = 0;
  /** Of all waiting events: how many keys they have, an event without any counting as one. */
  keyCount = 0;

  get size(): number {
    return this.#events.length - this.#first;
  }

  /** The earliest event; undefined when there is none. */
  get earliest(): StepEvent | undefined {
    return this.#events[this.#first];
  }

  add(event: StepEvent): void {
    this.keyCount += keysOf(event);
    const events = this.#events;
    const last = events.at(-1);
    if (this.size === 0 || comparePlaces(last!.place, event.place) < 0) {
      events.push(event);
      return;
    }
    let low = this.#first;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePlaces(events[middle]!.place, event.place) < 0) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, event);
  }

  /** Takes the earliest event out. @throws RangeError when there is none */
  take(): StepEvent {
    const event = this.earliest;
    if (event === undefined) throw new RangeError('the buffer is empty');
    this.keyCount -= keysOf(event);
    this.#first++;
    if (this.#first === this.#events.length) {
      this.#events = [];
      this.#first = 0;
    } else if (this.#first >= CUT_AT && this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    return event;
  }
}

function keysOf({ keysOfPart }: StepEvent): number {
  let count = 0;
  for (const keys of keysOfPart) count += keys?.length ?? 0;
  return Math.max(1, count);
}
