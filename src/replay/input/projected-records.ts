import type { Adapter } from '../../engine/events/adapter.ts';
import type { FieldDemand } from '../../engine/events/field-demand.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import { LazyText } from '../../engine/events/lazy-text.ts';
import { setOwnProperty } from '../../engine/events/own-property.ts';
import type { Projection } from '../../engine/events/projection.ts';
import { INTAKE_PATHS } from './event-intake.ts';
import { KindSelections, type Selection } from './kind-selections.ts';
import {
  ESCAPED_TEXT,
  LineScanner,
  NESTED,
  NEW_VALUE,
  NOT_REMEMBERED,
  NULL,
  NUMBER,
  TEXT,
  TRUE,
  WIDE_NESTED,
  WIDE_TEXT,
} from './scan/line-scanner.ts';
import type { LineSplitter } from './split-lines.ts';
import { holdsUnsafeNumber, MAX_EXACT_DIGITS } from './wide-integers.ts';

/** Values per member in the scanner's table. */
const MEMBER_VALUES = 4;
/** Values per selected member in its list of recalls. */
const RECALL_VALUES = 2;

/**
 * Reads of each line only the members that somebody may look at. Where it is not sure that this gives what parsing
 * the whole line would give (a broken line, escaped names, bytes that are no UTF-8), it leaves the line to the parser.
 */
export class ProjectedRecords {
  /** Of the line read last: some of its integers are bigint. */
  wideIntegers = false;
  readonly #projection: Projection;
  readonly #selections: KindSelections;
  readonly #names: readonly string[];
  /** By name: long texts may be left to whoever reads them. */
  readonly #isLazy: readonly boolean[];
  /** The index of the one name that cannot be assigned to. */
  readonly #protoName: number;
  readonly #scanner: LineScanner;
  /** By the places that the scanner gives. */
  readonly #remembered: unknown[] = [];
  #chunk: Buffer | undefined;

  /** @throws RangeError when the scanner cannot look for one of the members */
  private constructor(adapter: Adapter, projection: Projection, demand: FieldDemand) {
    this.#projection = projection;
    this.#names = [...projection.members];
    this.#protoName = this.#names.indexOf('__proto__');
    this.#isLazy = this.#names.map((name) => projection.isLazy(name));
    this.#scanner = LineScanner.create(this.#names);
    const { vocabulary } = adapter;
    this.#selections = new KindSelections(demand, vocabulary, projection, this.#scanner, this.#names);
  }

  /** Undefined where the records of an adapter must be parsed whole. */
  static for(adapter: Adapter, demand: FieldDemand | undefined): ProjectedRecords | undefined {
    const projection = demand && adapter.projection?.([...demand.paths, ...INTAKE_PATHS]);
    if (projection === undefined || !('WebAssembly' in globalThis)) return undefined;
    try {
      return new ProjectedRecords(adapter, projection, demand!);
    } catch (error) {
      // A rule asks for a member whose name the scanner cannot look for.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Takes the chunk that the next lines are in. */
  load(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#scanner.load(chunk);
  }

  /** The record of the splitter's current line; undefined where it must be parsed whole. */
  read({ bytes, start, end }: LineSplitter): EventRecord | undefined {
    const chunk = this.#chunk;
    // A line that began in the chunk before is elsewhere.
    if (chunk === undefined || bytes !== chunk) return undefined;
    const found = this.#scanner.scan(start, end);
    if (found < 0) return undefined;
    const record: Record<string, unknown> = {};
    this.wideIntegers = false;
    if (!this.#readMembers(chunk, found, this.#selections.kindMembers, record)) return undefined;
    const kind = this.#projection.kindOf(record);
    if (kind === undefined) return undefined;
    const others = this.#selections.membersOf(kind, record);
    return this.#readMembers(chunk, found, others, record) ? record : undefined;
  }

  /** Reads those of the found members that are selected; false where only parsing the whole line tells. */
  #readMembers(chunk: Buffer, found: number, selection: Selection, record: Record<string, unknown>): boolean {
    const selected = this.#scanner.recall(found, selection) * RECALL_VALUES;
    const { members, recalls } = this.#scanner;
    let isSure = true;
    for (let next = 0; next < selected; next += RECALL_VALUES) {
      const at = recalls[next]! * MEMBER_VALUES;
      const recalled = recalls[next + 1]!;
      const name = members[at]!;
      let value: unknown;
      if (recalled >= 0) {
        value = this.#remembered[recalled];
        if (typeof value === 'bigint') this.wideIntegers = true;
      } else {
        const isLazy = recalled === NOT_REMEMBERED && this.#isLazy[name]!;
        value = this.#value(chunk, members[at + 1]!, members[at + 2]!, members[at + 3]!, isLazy);
        if (recalled !== NOT_REMEMBERED) this.#remembered[NEW_VALUE - recalled] = value;
      }
      // All members are gone through in any case: the scanner counts on every new value being kept.
      if (value === undefined) isSure = false;
      if (name === this.#protoName) setOwnProperty(record, '__proto__', value);
      else record[this.#names[name]!] = value;
    }
    return isSure;
  }

  /** Undefined where only parsing the whole line tells. */
  #value(chunk: Buffer, kind: number, start: number, end: number, isLazy: boolean): unknown {
    switch (kind) {
      case TEXT:
        return chunk.toString('latin1', start, end);
      case ESCAPED_TEXT:
        return textOf(chunk.toString('latin1', start, end), isLazy);
      case WIDE_TEXT:
        return textOf(chunk.toString('utf8', start, end), isLazy);
      case NUMBER:
        return this.#number(chunk.toString('latin1', start, end));
      case NESTED:
        return nestedOf(chunk.toString('latin1', start, end));
      case WIDE_NESTED:
        return nestedOf(chunk.toString('utf8', start, end));
      case NULL:
        return null;
      default:
        return kind === TRUE;
    }
  }

  #number(text: string): number | bigint {
    const number = Number(text);
    if (
      Math.abs(number) <= Number.MAX_SAFE_INTEGER ||
      text.length > MAX_EXACT_DIGITS ||
      !/^-?\d+$/.test(text)
    )
      return number;
    this.wideIntegers = true;
    return BigInt(text);
  }
}

function textOf(json: string, isLazy: boolean): string | LazyText {
  return isLazy ? new LazyText(json) : (JSON.parse(json) as string);
}

/** Undefined where only parsing the whole line tells. */
function nestedOf(json: string): object | undefined {
  const value: object = JSON.parse(json);
  return holdsUnsafeNumber(value) ? undefined : value;
}
