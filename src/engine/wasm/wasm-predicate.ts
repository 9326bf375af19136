import type { Row } from '../batch/event-batch.ts';
import type { EventFields } from '../predicate/event-fields.ts';
import type { BatchOutcome, Captures, Predicate, PredicateUsage } from '../predicate/predicate.ts';
import type { EvaluationFault } from '../predicate/predicate-fault.ts';
import type { HostFunctions } from './host-functions.ts';
import { PAGE_BYTES } from './outline-faults.ts';
import { faultOfException, type WasmFault } from './wasm-fault.ts';
import type { GuestMemoryObject, GuestTable } from './web-assembly.ts';

/** The event's handle, which host functions ignore: there is only one event at a time. */
const HANDLE = 0;

/** A started module, and what is known of it. */
export interface WasmParts {
  readonly evaluate: (handle: number) => number;
  readonly capture: ((handle: number) => number) | undefined;
  readonly memory: GuestMemoryObject | undefined;
  readonly tables: readonly GuestTable[];
  readonly moduleBytes: number;
  readonly host: HostFunctions;
  readonly memoryLimitBytes: number;
  readonly maxFaults: number;
}

/** A rule that is a Wasm instance. */
export class WasmPredicate implements Predicate {
  readonly #host: HostFunctions;
  readonly #maxFaults: number;
  readonly #memoryLimitBytes: number;
  /** Undefined when it was closed. */
  #parts: WasmParts | undefined;
  #usage: PredicateUsage;
  /** How far the run at hand came; the first row of nothing between runs. */
  #evaluated = 0;
  #matched = 0;
  #row: Row = 0;
  #faultCount = 0;
  #faults: EvaluationFault[] = [];
  #isSpent = false;
  readonly #captures = new Map<Row, Captures>();

  constructor(parts: WasmParts) {
    this.#parts = parts;
    this.#host = parts.host;
    this.#maxFaults = parts.maxFaults;
    this.#memoryLimitBytes = parts.memoryLimitBytes;
    this.#usage = usageOf(parts);
  }

  get isSpent(): boolean {
    return this.#isSpent;
  }

  bind(fields: EventFields): void {
    this.#host.bind(fields);
  }

  run(rows: Int32Array, count: number): BatchOutcome {
    const { evaluate, capture } = this.#parts!;
    const host = this.#host;
    this.#captures.clear();
    this.#matched = 0;
    for (let at = 0; at < count && !this.#isSpent; at++) {
      const row = rows[at]!;
      this.#row = row;
      this.#evaluated = at + 1;
      host.beginEvent(row);
      if (!this.#evaluates(evaluate)) continue;
      rows[this.#matched++] = row;
      if (capture !== undefined) this.#attempt(capture);
      if (host.captures !== undefined) this.#captures.set(row, host.captures);
    }
    const outcome = { evaluated: this.#evaluated, matched: this.#matched };
    // The time limit may still strike before whoever called has noticed the end: then nothing is at hand.
    this.#evaluated = 0;
    this.#matched = 0;
    this.#row = 0;
    return outcome;
  }

  interrupted(): BatchOutcome & { readonly row: Row } {
    return { evaluated: this.#evaluated, matched: this.#matched, row: this.#row };
  }

  takeFaults(): readonly EvaluationFault[] {
    if (this.#faults.length === 0) return this.#faults;
    const faults = this.#faults;
    this.#faults = [];
    return faults;
  }

  captures(row: Row): Captures | undefined {
    return this.#captures.get(row);
  }

  usage(): PredicateUsage {
    if (this.#parts !== undefined) this.#usage = usageOf(this.#parts);
    return this.#usage;
  }

  close(): void {
    this.#usage = this.usage();
    this.#parts = undefined;
    this.#host.memory = undefined;
    this.#captures.clear();
  }

  /** Whether the event at hand matches. */
  #evaluates(evaluate: (handle: number) => number): boolean {
    const result = this.#attempt(evaluate);
    if (result === 1) return true;
    if (result !== 0 && result !== undefined) {
      this.#note({ kind: 'bad-result', reason: badResult(result), isFinal: false });
    }
    return false;
  }

  /** Calls the rule for the event at hand; undefined where that failed. */
  #attempt(code: (handle: number) => number): number | undefined {
    try {
      return code(HANDLE);
    } catch (error) {
      const heldBytes = this.#parts!.memory?.buffer.byteLength ?? 0;
      const isMemoryFull = heldBytes > 0 && heldBytes + PAGE_BYTES > this.#memoryLimitBytes;
      this.#note(faultOfException(error, isMemoryFull));
      return undefined;
    }
  }

  #note({ kind, reason, isFinal }: WasmFault): void {
    this.#faults.push({ kind, reason, row: this.#row });
    this.#faultCount++;
    this.#isSpent = isFinal || this.#faultCount >= this.#maxFaults;
  }
}

function badResult(result: number): string {
  if (result < 0) return `pred_eval reported the error ${result}`;
  return `pred_eval returned ${result}, where 1 is a match and 0 is none`;
}

/** A linear memory never shrinks, so what it has now is its peak. */
function usageOf({ memory, tables, moduleBytes, host }: WasmParts): PredicateUsage {
  const memoryBytes = memory?.buffer.byteLength ?? 0;
  return {
    memoryBytes,
    peakMemoryBytes: memoryBytes,
    hostCalls: host.calls,
    tableEntries: tables.reduce((sum, { length }) => sum + length, 0),
    moduleBytes,
  };
}
