import type { Adapter } from '../../engine/events/adapter.ts';
import type { FieldDemand } from '../../engine/events/field-demand.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import { setOwnProperty } from '../../engine/events/own-property.ts';
import type { Projection } from '../../engine/events/projection.ts';
import { INTAKE_PATHS } from './event-intake.ts';
import { foundValue } from './found-value.ts';
import { KindSelections, type Selection } from './kind-selections.ts';
import type { PartialRecords } from './partial-records.ts';
import { ChunkScanner } from './scan/chunk-scanner.ts';
import { MEMBER_VALUES, NEW_VALUE, NOT_REMEMBERED, PLACES, RECALL_VALUES } from './scan/line-scanner.ts';
import type { LineSplitter } from './split-lines.ts';

/**
 * Reads of each line only the members that somebody may look at. Where it is not sure that this gives what parsing
 * the whole line would give (a broken line, escaped names, bytes that are no UTF-8), it leaves the line to the parser.
 */
export class ProjectedRecords implements PartialRecords {
  wideIntegers = false;
  readonly #projection: Projection;
  readonly #selections: KindSelections;
  readonly #names: readonly string[];
  /** By name: long texts may be left to whoever reads them. */
  readonly #isLazy: readonly boolean[];
  /** The index of the one name that cannot be assigned to. */
  readonly #protoName: number;
  readonly #lines: ChunkScanner;
  /** By the places that the scanner gives. Of full length at once: an array with gaps is a slow one. */
  readonly #remembered: unknown[] = Array.from({ length: PLACES });

  private constructor(adapter: Adapter, projection: Projection, demand: FieldDemand, lines: ChunkScanner) {
    this.#projection = projection;
    this.#names = [...projection.members];
    this.#protoName = this.#names.indexOf('__proto__');
    this.#isLazy = this.#names.map((name) => projection.isLazy(name));
    this.#lines = lines;
    const { vocabulary } = adapter;
    this.#selections = new KindSelections(demand, vocabulary, projection, lines.scanner, this.#names);
  }

  /** Undefined where the records of an adapter must be parsed whole. */
  static for(adapter: Adapter, demand: FieldDemand | undefined): ProjectedRecords | undefined {
    const projection = demand && adapter.projection?.([...demand.paths, ...INTAKE_PATHS]);
    if (projection === undefined) return undefined;
    const lines = ChunkScanner.for([...projection.members]);
    return lines && new ProjectedRecords(adapter, projection, demand!, lines);
  }

  load(chunk: Buffer): void {
    this.#lines.load(chunk);
  }

  read(line: LineSplitter): EventRecord | undefined {
    const found = this.#lines.scan(line);
    if (found < 0) return undefined;
    const chunk = line.bytes;
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
    const { scanner } = this.#lines;
    const selected = scanner.recall(found, selection) * RECALL_VALUES;
    const { members, recalls } = scanner;
    let isSure = true;
    for (let next = 0; next < selected; next += RECALL_VALUES) {
      const at = recalls[next]! * MEMBER_VALUES;
      const recalled = recalls[next + 1]!;
      const name = members[at]!;
      let value: unknown;
      if (recalled >= 0) {
        value = this.#remembered[recalled];
      } else {
        const isLazy = recalled === NOT_REMEMBERED && this.#isLazy[name]!;
        value = foundValue(chunk, members[at + 1]!, members[at + 2]!, members[at + 3]!, isLazy);
        if (recalled !== NOT_REMEMBERED) this.#remembered[NEW_VALUE - recalled] = value;
      }
      if (typeof value === 'bigint') this.wideIntegers = true;
      // All members are gone through in any case: the scanner counts on every new value being kept.
      if (value === undefined) isSure = false;
      if (name === this.#protoName) setOwnProperty(record, '__proto__', value);
      else record[this.#names[name]!] = value;
    }
    return isSure;
  }
}
