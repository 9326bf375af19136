import type { Moment } from '../events/timestamp.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import type { JoinKey } from './join-keys.ts';
import { compareMoments } from './step-event.ts';

/** Something that is decided when event time has passed `deadline`, unless it is cancelled before. */
export interface OpenWindow {
  readonly key: JoinKey;
  /** Events before or at this millisecond do not cancel it. */
  readonly fromMs: number;
  /** The last moment at which an event cancels it. */
  readonly deadline: Moment;
  cancelled: boolean;
}

/** So many cancelled windows may wait in the queue beyond as many as are open: they take memory. */
const MAX_IDLE_CANCELLED = 1024;

/** Sequences whose last step is an event that must not come: complete, but open until their window has closed. */
export class OpenWindows<Window extends OpenWindow> {
  count = 0;
  readonly #byKey = new Map<JoinKey, Set<Window>>();
  /** Cancelled ones stay until their turn comes. */
  readonly #queue = new DeadlineQueue<Window>();

  open(window: Window): void {
    this.count++;
    const ofKey = this.#byKey.get(window.key);
    if (ofKey === undefined) this.#byKey.set(window.key, new Set([window]));
    else ofKey.add(window);
    this.#queue.add(window.deadline, window);
  }

  /** The event that must not come has come. */
  cancel(key: JoinKey, moment: Moment): void {
    for (const window of this.#byKey.get(key) ?? []) {
      if (moment.ms <= window.fromMs || compareMoments(moment, window.deadline) > 0) continue;
      window.cancelled = true;
      this.#forget(window);
    }
    if (this.#queue.size > 2 * this.count + MAX_IDLE_CANCELLED) {
      this.#queue.keep(({ cancelled }) => !cancelled);
    }
  }

  /** Takes the windows that closed before `ms`, in the order of their deadlines. */
  takeClosed(ms: number): readonly Window[] {
    const closed: Window[] = [];
    while (this.#queue.earliest !== undefined && this.#queue.earliest.ms < ms) {
      const window = this.#queue.take()!;
      if (window.cancelled) continue;
      this.#forget(window);
      closed.push(window);
    }
    return closed;
  }

  /** Takes out the window that would close first, undecided; false when there is none. */
  dropFirst(): boolean {
    for (;;) {
      const window = this.#queue.take();
      if (window === undefined) return false;
      if (window.cancelled) continue;
      this.#forget(window);
      return true;
    }
  }

  #forget(window: Window): void {
    const ofKey = this.#byKey.get(window.key)!;
    ofKey.delete(window);
    if (ofKey.size === 0) this.#byKey.delete(window.key);
    this.count--;
  }
}
