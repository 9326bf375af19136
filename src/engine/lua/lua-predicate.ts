import type { Row } from '../batch/event-batch.ts';
import type { EventFields } from '../predicate/event-fields.ts';
import type { WatchedLines } from '../predicate/line-watch.ts';
import type { PredicateLoadOptions } from '../predicate/load-options.ts';
import type { BatchOutcome, Captures, Predicate, PredicateUsage } from '../predicate/predicate.ts';
import type { EvaluationFault, PredicateFault } from '../predicate/predicate-fault.ts';
import type { EventReader } from './event-reader.ts';
import type { LuaMachine } from './lua-machine.ts';

/** A Lua rule in a machine of its own: counts its faults, and keeps what it captured. */
export class LuaPredicate implements Predicate {
  readonly #machine: LuaMachine;
  readonly #reader: EventReader;
  readonly #maxFaults: number;
  readonly #keepCaptures: boolean;
  readonly #captures = new Map<Row, Captures>();
  #faults: EvaluationFault[] = [];
  #faultCount = 0;

  constructor(machine: LuaMachine, reader: EventReader, { limits, keepCaptures }: PredicateLoadOptions) {
    this.#machine = machine;
    this.#reader = reader;
    this.#maxFaults = limits.maxFaults;
    this.#keepCaptures = keepCaptures;
  }

  get isSpent(): boolean {
    return this.#faultCount >= this.#maxFaults || this.#machine.isBroken;
  }

  bind(fields: EventFields): void {
    this.#reader.bind(fields);
  }

  run(rows: Int32Array, count: number): BatchOutcome {
    this.#captures.clear();
    this.#machine.begin(rows, count);
    while (!this.isSpent) {
      const stop = this.#machine.resume();
      if (stop === 'end') break;
      if (stop === 'match') this.#capture();
      else this.#fail(stop);
    }
    return this.#machine.finish();
  }

  watchLines(rows: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void {
    this.#machine.watchLines(rows, count, onWatched);
  }

  interrupted(): BatchOutcome & { readonly row: Row } {
    return this.#machine.finish();
  }

  takeFaults(): readonly EvaluationFault[] {
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  captures(row: Row): Captures | undefined {
    return this.#captures.get(row);
  }

  usage(): PredicateUsage {
    return this.#machine.usage();
  }

  close(): void {
    this.#machine.close();
  }

  #capture(): void {
    const { captures, fault } = this.#machine.capture(this.#keepCaptures);
    if (fault !== undefined) this.#fail(fault);
    else if (captures !== undefined) this.#captures.set(this.#machine.row, captures);
  }

  #fail(fault: PredicateFault): void {
    this.#faultCount++;
    this.#faults.push({ ...fault, row: this.#machine.row });
  }
}
