import {
  CHUNK,
  MAX_MEMBERS,
  MAX_NAME_BYTES,
  MAX_NAMES,
  MAX_SELECTIONS,
  MEMBERS,
  MEMBERS_WANTED,
  NAMES,
  PADDING_BYTES,
  RECALLS,
  SELECTIONS,
  VALUE_WANTED,
} from './memory-layout.ts';
import { instantiateScanner, type ScannerModule } from './scanner-module.ts';

export {
  ESCAPED_TEXT,
  FALSE,
  NESTED,
  NULL,
  NUMBER,
  TEXT,
  TRUE,
  WIDE_NESTED,
  WIDE_TEXT,
} from './member-kind.ts';
export { PLACES } from './memory-layout.ts';
export { NEW_VALUE, NOT_REMEMBERED } from './recalled.ts';

const PAGE_BYTES = 64 * 1024;
/** Values in `members` for each member. */
export const MEMBER_VALUES = 4;
/** Values in `recalls` for each member. */
export const RECALL_VALUES = 2;
/** Printable ASCII without the quote and the backslash. */
const PLAIN_NAME = /^[ !#-[\]-~]*$/;

/** A member that a scanner looks for. */
export interface WantedMember {
  readonly name: string;
  /** The path of the object that it is in, as a number: 0 for the line itself, else the `path` of another member. */
  readonly holder: number;
  /**
   * Its own path, as a number from 1 to that of all members; the same for all spellings of a path. A line that has
   * something twice at one path is left to the parser. 0: a line may have the member several times.
   */
  readonly path: number;
  /** Its value is wanted, should it be no object in which members are. */
  readonly isValue: boolean;
  /** It may be the holder of other members. A list is left to the parser then. */
  readonly isHolder: boolean;
}

/**
 * Finds the wanted members of lines that are JSON objects; of the rest it makes sure that it is sound, and nothing
 * else. A scanner keeps a chunk of the stream, several MiB, in a memory of its own: make few, and use them again.
 */
export class LineScanner {
  readonly #module: ScannerModule;
  #memory: Uint8Array;
  #members: Int32Array;
  #recalls: Int32Array;
  #chunkBytes = 0;
  #selections = 0;

  private constructor(module: ScannerModule) {
    this.#module = module;
    this.#memory = new Uint8Array(module.memory.buffer);
    this.#members = viewMembers(module);
    this.#recalls = viewRecalls(module);
  }

  /**
   * @param wanted the wanted members, those of the top level by their names alone; one given twice is found under its
   *   first index
   * @throws RangeError for more than 4,096 members, or one whose name is longer than 128 bytes or holds a quote, a
   *   backslash or anything but printable ASCII
   */
  static create(wanted: readonly (string | WantedMember)[]): LineScanner {
    const members = wanted.map((one) => (typeof one === 'string' ? topLevelMember(one) : one));
    if (members.length > MAX_NAMES) {
      throw new RangeError(`${members.length} names are too many for a scanner: at most ${MAX_NAMES}`);
    }
    const unfit = members.find(({ name }) => !isFindable(name));
    if (unfit !== undefined) {
      throw new RangeError(
        `no scanner finds the name ${JSON.stringify(unfit.name)}: at most ${MAX_NAME_BYTES} characters of printable ` +
          'ASCII, without quotes and backslashes',
      );
    }
    const module = instantiateScanner();
    growMemory(module, CHUNK + PADDING_BYTES);
    addMembers(module, members);
    return new LineScanner(module);
  }

  /**
   * What the last `scan` found, four values for each member in the order of the line: its index among those that are
   * wanted, the kind of its value (`TEXT` to `WIDE_NESTED`), and where the value starts and ends in the chunk. That of
   * a `TEXT` is without its quotes, that of any other text with them. Wide ones are sound UTF-8.
   *
   * Valid until the next `load`.
   */
  get members(): Int32Array {
    return this.#members;
  }

  /**
   * Takes a copy of the chunk that the next lines are in.
   *
   * @throws RangeError when there is no memory for it
   */
  load(chunk: Uint8Array): void {
    if (growMemory(this.#module, CHUNK + chunk.length + PADDING_BYTES)) {
      this.#memory = new Uint8Array(this.#module.memory.buffer);
      this.#members = viewMembers(this.#module);
      this.#recalls = viewRecalls(this.#module);
    }
    this.#memory.set(chunk, CHUNK);
    this.#chunkBytes = chunk.length;
  }

  /**
   * Scans the line `start..end` of the chunk.
   *
   * @returns how many wanted members it has, repeated ones included; -1 when the line may be something else than a
   *   JSON object in UTF-8, or has more in it than the scanner takes: only a parser can tell
   * @throws RangeError when the line is not within the chunk
   */
  scan(start: number, end: number): number {
    if (!(start >= 0 && start <= end && end <= this.#chunkBytes)) {
      throw new RangeError(`no line from ${start} to ${end} in a chunk of ${this.#chunkBytes} bytes`);
    }
    return this.#module.scanLine(start, end);
  }

  /**
   * Chooses some of the names, by their indexes.
   *
   * @returns the number of the selection, for `recall`; undefined when there are 256 already
   */
  addSelection(names: Iterable<number>): number | undefined {
    if (this.#selections === MAX_SELECTIONS) return undefined;
    const selection = this.#selections++;
    for (const name of names) this.#memory[SELECTIONS + selection * MAX_NAMES + name] = 1;
    return selection;
  }

  /**
   * Says of the members that the last `scan` found and whose names are selected which of them have a value that a
   * member of the same name had before: values repeat, and making a string of bytes takes longer than all else. Texts,
   * numbers, lists and objects of up to 240 bytes are remembered, a few for each of the 256 names that come first;
   * longer texts where those of a name tend to repeat. A number that may be too wide for a double counts as selected, so
   * that nobody overlooks it.
   *
   * @param found how many members the scan found
   * @param selection from `addSelection`
   * @returns for how many members {@link recalls} has an answer
   */
  recall(found: number, selection: number): number {
    return this.#module.recallValues(found, selection);
  }

  /**
   * What the last `recall` found, two values for each selected member: its position among those of the last `scan`, and
   * what is known of its value. Whoever asks keeps a list of `PLACES` values and follows it member by member, all of them
   * and in order:
   *
   * - a number from 0: the value is the one in that place of the list;
   * - NEW_VALUE or less: the value is new, and goes to the place NEW_VALUE minus the number;
   * - NOT_REMEMBERED: the value is not remembered.
   *
   * Valid until the next `load`.
   */
  get recalls(): Int32Array {
    return this.#recalls;
  }
}

function topLevelMember(name: string): WantedMember {
  return { name, holder: 0, path: 0, isValue: true, isHolder: false };
}

function isFindable(name: string): boolean {
  return name.length <= MAX_NAME_BYTES && PLAIN_NAME.test(name);
}

function addMembers(module: ScannerModule, members: readonly WantedMember[]): void {
  const nameBytes = new Uint8Array(module.memory.buffer, NAMES, MAX_NAMES * MAX_NAME_BYTES);
  module.reserveNames(Math.max(members.length, 1));
  for (const [index, { name, holder, path, isValue, isHolder }] of members.entries()) {
    nameBytes.set(Buffer.from(name, 'latin1'), index * MAX_NAME_BYTES);
    const wants = (isValue ? VALUE_WANTED : 0) + (isHolder ? MEMBERS_WANTED : 0);
    module.addName(index, name.length, holder, path, wants);
  }
}

function viewRecalls({ memory }: ScannerModule): Int32Array {
  return new Int32Array(memory.buffer, RECALLS, MAX_MEMBERS * RECALL_VALUES);
}

function viewMembers({ memory }: ScannerModule): Int32Array {
  return new Int32Array(memory.buffer, MEMBERS, MAX_MEMBERS * MEMBER_VALUES);
}

/** Makes the memory so large at least; false when it was. Views of the smaller one are void. */
function growMemory({ memory }: ScannerModule, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return false;
  memory.grow(Math.ceil(missing / PAGE_BYTES));
  return true;
}
