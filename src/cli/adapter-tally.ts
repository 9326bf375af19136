import type { AdapterName } from '../engine/events/adapter.ts';

/** Counts which adapter read how many recordings, to be told once and not once per file. */
export class AdapterTally {
  readonly #recordings = new Map<AdapterName, number>();

  add(adapter: AdapterName): void {
    this.#recordings.set(adapter, (this.#recordings.get(adapter) ?? 0) + 1);
  }

  /** One line per adapter, with its line break; nothing where nothing was read. */
  notices(): string {
    return [...this.#recordings]
      .map(([adapter, count]) => `notice: read ${count} ${count === 1 ? 'input' : 'inputs'} as ${adapter}\n`)
      .join('');
  }
}
