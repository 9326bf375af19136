import type { Row } from '../batch/event-batch.ts';
import type { FieldValue } from '../events/field-value.ts';
import { setOwnProperty } from '../events/own-property.ts';
import type { EventFields, RowReader } from '../predicate/event-fields.ts';
import type { FieldTable } from '../predicate/field-table.ts';
import type { PatternSet } from '../predicate/pattern-set.ts';
import type { Captures } from '../predicate/predicate.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { HostFunctionName } from './host-signatures.ts';
import { boolOf, firstOf, i64Of, u64Of } from './host-values.ts';
import { i64Getter } from './i64-getter.ts';

const NO_EVENT = -1;
const NO_FIELD = -2;

/** What a rule imports: Kestrel's host functions, over the event at hand. The handle they are given means nothing. */
export class HostFunctions {
  /** Calls so far. */
  calls = 0;
  /** The memory that the rule exports; undefined before it has started, and where it exports none. */
  memory: GuestMemory | undefined;
  readonly #fields: FieldTable;
  readonly #patterns: PatternSet;
  readonly #keepCaptures: boolean;
  /** By field number, with gaps. */
  readonly #readers: RowReader[] = [];
  /** The event at hand; -1 where none is. */
  #row: Row = -1;
  #captures: Captures | undefined;

  constructor(fields: FieldTable, patterns: PatternSet, keepCaptures: boolean) {
    this.#fields = fields;
    this.#patterns = patterns;
    this.#keepCaptures = keepCaptures;
  }

  bind(fields: EventFields): void {
    for (const { id, path } of this.#fields.values()) this.#readers[id] = fields.reader(path);
  }

  /** Makes an event the one at hand; nothing is captured of it yet. */
  beginEvent(row: Row): void {
    this.#row = row;
    this.#captures = undefined;
  }

  /** What was captured of the event at hand. */
  get captures(): Captures | undefined {
    return this.#captures;
  }

  imports(): Readonly<Record<HostFunctionName, unknown>> {
    return {
      event_get_i64: i64Getter(
        (field) => this.#double(field, Number.MIN_SAFE_INTEGER),
        (field) => i64Of(this.#value(field)),
      ),
      event_get_u64: i64Getter(
        (field) => this.#double(field, 0),
        (field) => u64Of(this.#value(field)),
      ),
      event_get_str: (_handle: number, field: number, pointer: number, length: number) => {
        this.calls++;
        const value = firstOf(this.#value(field));
        return typeof value === 'string' ? (this.memory?.write(value, pointer, length) ?? 0) : 0;
      },
      event_get_bool: (_handle: number, field: number) => {
        this.calls++;
        return boolOf(this.#value(field)) ? 1 : 0;
      },
      re_match: (id: number, pointer: number, length: number) => {
        this.calls++;
        const text = this.memory?.read(pointer, length);
        return text !== undefined && this.#patterns.matchesRegex(id, text) ? 1 : 0;
      },
      glob_match: (id: number, pointer: number, length: number) => {
        this.calls++;
        const text = this.memory?.read(pointer, length);
        return text !== undefined && this.#patterns.matchesGlob(id, text) ? 1 : 0;
      },
      alert_emit: () => {
        this.calls++;
        return this.#row < 0 ? NO_EVENT : 0;
      },
      capture_field: (field: number) => {
        this.calls++;
        return this.#row < 0 ? NO_EVENT : this.#capture(field >>> 0);
      },
    };
  }

  #value(field: number): FieldValue {
    return this.#row < 0 ? undefined : this.#readers[field >>> 0]?.(this.#row);
  }

  /** The one call of an integer getter that is always made, so it is the one counted. */
  #double(field: number, least: number): number {
    this.calls++;
    const value = this.#value(field);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value >= least ? value : 0;
    return value === undefined ? 0 : Number.NaN;
  }

  #capture(field: number): number {
    const value = firstOf(this.#value(field));
    if (value === undefined) return NO_FIELD;
    if (this.#keepCaptures) {
      const captures = (this.#captures ??= {});
      setOwnProperty(captures, this.#fields.get(field)!.path, value);
    }
    return 0;
  }
}
