import type { JoinKey } from './join-keys.ts';
import { compareMoments, type Moment } from './step-event.ts';

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
  readonly #byKey = new Map<JoinKey, Window[]>();
  /** By deadline; cancelled ones stay until their turn comes. */
  #queue: Window[] = [];

  open(window: Window): void {
    this.count++;
    const ofKey = this.#byKey.get(window.key);
    if (ofKey === undefined) this.#byKey.set(window.key, [window]);
    else ofKey.push(window);
    let at = this.#queue.length;
    while (at > 0 && compareMoments(this.#queue[at - 1]!.deadline, window.deadline) > 0) at--;
    this.#queue.splice(at, 0, window);
  }

  /** The event that must not come has come. */
  cancel(key: JoinKey, moment: Moment): void {
    const ofKey = this.#byKey.get(key);
    if (ofKey === undefined) return;
    let cancelled = 0;
    for (const window of ofKey) {
      if (moment.ms <= window.fromMs || compareMoments(moment, window.deadline) > 0) continue;
      window.cancelled = true;
      cancelled++;
    }
    this.#keep(
      key,
      ofKey.filter((window) => !window.cancelled),
    );
    this.count -= cancelled;
    if (this.#queue.length > 2 * this.count + MAX_IDLE_CANCELLED) {
      this.#queue = this.#queue.filter((window) => !window.cancelled);
    }
  }

  /** Takes the windows that closed before `ms`, in the order of their deadlines. */
  takeClosed(ms: number): readonly Window[] {
    if (this.#queue.length === 0 || this.#queue[0]!.deadline.ms >= ms) return [];
    const open = this.#queue.findIndex(({ deadline }) => deadline.ms >= ms);
    const due = this.#queue.splice(0, open === -1 ? this.#queue.length : open);
    const closed = due.filter(({ cancelled }) => !cancelled);
    for (const window of closed) this.#forget(window);
    return closed;
  }

  /** Takes out the window that would close first, undecided; false when there is none. */
  dropFirst(): boolean {
    for (;;) {
      const window = this.#queue.shift();
      if (window === undefined) return false;
      if (window.cancelled) continue;
      this.#forget(window);
      return true;
    }
  }

  #forget(window: Window): void {
    const others = (this.#byKey.get(window.key) ?? []).filter((one) => one !== window);
    this.#keep(window.key, others);
    this.count--;
  }

  #keep(key: JoinKey, windows: Window[]): void {
    if (windows.length === 0) this.#byKey.delete(key);
    else this.#byKey.set(key, windows);
  }
}
