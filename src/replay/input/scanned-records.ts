import type { Adapter } from '../../engine/events/adapter.ts';
import type { FieldDemand } from '../../engine/events/field-demand.ts';
import type { FieldValue } from '../../engine/events/field-value.ts';
import { LazyText } from '../../engine/events/lazy-text.ts';
import { toFieldValue } from '../../engine/events/scalar-value.ts';
import { ScannedEvent } from '../../engine/events/scanned-event.ts';
import { INTAKE_PATHS } from './event-intake.ts';
import { EventLayouts, type LayoutStep } from './event-layouts.ts';
import { foundValue } from './found-value.ts';
import type { PartialRecords } from './partial-records.ts';
import { ChunkScanner } from './scan/chunk-scanner.ts';
import { MEMBER_VALUES, NEW_VALUE, NOT_REMEMBERED, PLACES, RECALL_VALUES } from './scan/line-scanner.ts';
import type { LineSplitter } from './split-lines.ts';
import { type WantedPaths, wantedPaths } from './wanted-paths.ts';

/** Stands for a value that only parsing the whole line tells. */
const NOT_SURE = Symbol('not sure');

type Found = FieldValue | LazyText | typeof NOT_SURE;

/**
 * Reads of ECS events the values at the paths that somebody may look at, nested or dotted. Where it is not sure that
 * this gives what parsing the whole line would give (a broken line, a path spelt in two ways, a list of objects on the
 * way to one), it leaves the line to the parser.
 */
export class ScannedRecords implements PartialRecords {
  wideIntegers = false;
  readonly #lines: ChunkScanner;
  /** That of all members. */
  readonly #selection: number;
  readonly #layouts: EventLayouts;
  /** By the places that the scanner gives. Of full length at once: an array with gaps is a slow one. */
  readonly #remembered: Found[] = Array.from({ length: PLACES });

  private constructor({ members, pathOf }: WantedPaths, lines: ChunkScanner) {
    this.#lines = lines;
    this.#selection = lines.scanner.addSelection(members.keys())!;
    this.#layouts = new EventLayouts(pathOf);
  }

  /** Undefined where the records of an adapter must be parsed whole. */
  static for(adapter: Adapter, demand: FieldDemand | undefined): ScannedRecords | undefined {
    if (demand === undefined || !adapter.isPlainEcs) return undefined;
    const wanted = wantedPaths([...demand.paths, ...INTAKE_PATHS]);
    const lines = ChunkScanner.for(wanted.members);
    return lines && new ScannedRecords(wanted, lines);
  }

  load(chunk: Buffer): void {
    this.#lines.load(chunk);
  }

  read(line: LineSplitter): ScannedEvent | undefined {
    const found = this.#lines.scan(line);
    return found < 0 ? undefined : this.#event(line.bytes, found);
  }

  #event(chunk: Buffer, found: number): ScannedEvent | undefined {
    const { scanner } = this.#lines;
    const count = scanner.recall(found, this.#selection);
    const { members, recalls } = scanner;
    const values: (FieldValue | LazyText)[] = [];
    let step: LayoutStep | undefined = this.#layouts.start;
    let isSure = true;
    this.wideIntegers = false;
    for (let next = 0; next < count * RECALL_VALUES; next += RECALL_VALUES) {
      const at = recalls[next]! * MEMBER_VALUES;
      const recalled = recalls[next + 1]!;
      let value: Found;
      if (recalled >= 0) value = this.#remembered[recalled];
      else {
        const isLazy = recalled === NOT_REMEMBERED;
        const whole = foundValue(chunk, members[at + 1]!, members[at + 2]!, members[at + 3]!, isLazy);
        value = whole instanceof LazyText ? whole : fieldValueOf(whole);
        if (!isLazy) this.#remembered[NEW_VALUE - recalled] = value;
      }
      if (typeof value === 'bigint') this.wideIntegers = true;
      // All members are gone through in any case: the scanner counts on every new value being kept.
      if (value === NOT_SURE) isSure = false;
      else values.push(value);
      if (step !== undefined) step = this.#layouts.next(step, members[at]!);
    }
    return isSure && step !== undefined ? new ScannedEvent(step.layout, values) : undefined;
  }
}

function fieldValueOf(value: unknown): FieldValue | typeof NOT_SURE {
  return value === undefined ? NOT_SURE : toFieldValue(value);
}
