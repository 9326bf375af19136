import type { FieldDemand } from '../../engine/events/field-demand.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import type { Projection } from '../../engine/events/projection.ts';
import type { Vocabulary } from '../../engine/events/vocabulary.ts';
import { INTAKE_PATHS } from './event-intake.ts';
import type { LineScanner } from './scan/line-scanner.ts';

/** A number that the scanner gave to some of its names. */
export type Selection = number;

/** Which members are read of a line: first those that tell its kind, then those that rules may ask a kind for. */
export class KindSelections {
  /** The members that tell the kind. */
  readonly kindMembers: Selection;
  readonly #demand: FieldDemand;
  readonly #vocabulary: Vocabulary;
  readonly #projection: Projection;
  readonly #scanner: LineScanner;
  readonly #indexOfName: ReadonlyMap<string, number>;
  /** All other members: for kinds beyond what the scanner can tell apart. */
  readonly #others: Selection;
  readonly #ofKind: (Selection | undefined)[] = [];

  /** @param names those of the scanner */
  constructor(
    demand: FieldDemand,
    vocabulary: Vocabulary,
    projection: Projection,
    scanner: LineScanner,
    names: readonly string[],
  ) {
    this.#demand = demand;
    this.#vocabulary = vocabulary;
    this.#projection = projection;
    this.#scanner = scanner;
    this.#indexOfName = new Map(names.map((name, index) => [name, index]));
    this.kindMembers = this.#select(projection.kindMembers)!;
    this.#others = this.#select(this.#withoutKindMembers(projection.members))!;
  }

  /**
   * What is read of a record beyond the members that tell its kind.
   *
   * @param record has at least the members that tell the kind
   */
  membersOf(kind: number, record: EventRecord): Selection {
    return (this.#ofKind[kind] ??= this.#add(kind, record));
  }

  #add(kind: number, record: EventRecord): Selection {
    const paths = [...this.#demand.pathsOfKind(this.#vocabulary, record), ...INTAKE_PATHS];
    const members = this.#projection.membersOfKind(kind, paths);
    return this.#select(this.#withoutKindMembers(members)) ?? this.#others;
  }

  #withoutKindMembers(members: ReadonlySet<string>): readonly string[] {
    return [...members].filter((member) => !this.#projection.kindMembers.includes(member));
  }

  #select(members: readonly string[]): Selection | undefined {
    return this.#scanner.addSelection(members.map((member) => this.#indexOfName.get(member)!));
  }
}
