import type { Moment } from '../events/timestamp.ts';
import { compareMoments } from './step-event.ts';

interface Entry<Item> {
  readonly deadline: Moment;
  /** Of equal deadlines the one added first comes first. */
  readonly order: number;
  readonly item: Item;
}

/** Items by deadline, the earliest first: a binary heap. */
export class DeadlineQueue<Item> {
  #heap: Entry<Item>[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The earliest deadline; undefined when there is none. */
  get earliest(): Moment | undefined {
    return this.#heap[0]?.deadline;
  }

  add(deadline: Moment, item: Item): void {
    this.#heap.push({ deadline, order: this.#added++, item });
    this.#rise(this.#heap.length - 1);
  }

  /** Takes out the item with the earliest deadline; undefined when there is none. */
  take(): Item | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (first !== last) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first.item;
  }

  /** Drops all items for which the test fails. */
  keep(test: (item: Item) => boolean): void {
    this.#heap = this.#heap.filter(({ item }) => test(item));
    for (let at = (this.#heap.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      if (left < this.#heap.length && this.#isBefore(left, least)) least = left;
      if (left + 1 < this.#heap.length && this.#isBefore(left + 1, least)) least = left + 1;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left]!, this.#heap[right]!];
    return (compareMoments(a.deadline, b.deadline) || a.order - b.order) < 0;
  }

  #swap(left: number, right: number): void {
    const entry = this.#heap[left]!;
    this.#heap[left] = this.#heap[right]!;
    this.#heap[right] = entry;
  }
}
