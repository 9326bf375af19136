import { editDistance } from '../nearest-name.ts';
import type { KnownFields } from './unknown-fields.ts';

/** A slip in a name as short as `ip` or `pid` cannot be told from another name. */
const LETTERS_PER_EDIT = 4;
const MAX_EDITS = 2;

/**
 * Looks field names up, and finds the one that is meant by a slip of the pen: right but for letter case, or for
 * one or two letters in one of the names of its path. All else is taken for somebody's own field.
 */
export class FieldNameIndex implements KnownFields {
  readonly #paths: ReadonlySet<string>;
  readonly #byLowerCase = new Map<string, string>();
  /** By a path with one of its names left out: the names that may stand there. */
  readonly #byGap = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      this.#byLowerCase.set(path.toLowerCase(), path);
      for (const { name, gap } of gapsOf(path)) {
        const fitting = this.#byGap.get(gap);
        if (fitting === undefined) this.#byGap.set(gap, [name]);
        else fitting.push(name);
      }
    }
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  closest(path: string): string | undefined {
    const inOtherCase = this.#byLowerCase.get(path.toLowerCase());
    if (inOtherCase !== undefined) return inOtherCase;
    let best: string | undefined;
    let fewestEdits = MAX_EDITS + 1;
    for (const { start, name, gap } of gapsOf(path)) {
      for (const candidate of this.#byGap.get(gap) ?? []) {
        const edits = slip(name, candidate);
        if (edits >= fewestEdits) continue;
        fewestEdits = edits;
        best = path.slice(0, start) + candidate + path.slice(start + name.length);
      }
    }
    return best;
  }
}

interface Gap {
  /** Where in the path the name stands that is left out. */
  readonly start: number;
  readonly name: string;
  /** The path without the name. */
  readonly gap: string;
}

/** A path with each of its names left out in turn. */
function gapsOf(path: string): Gap[] {
  const gaps: Gap[] = [];
  for (let start = 0; start <= path.length; ) {
    const dot = path.indexOf('.', start);
    const end = dot === -1 ? path.length : dot;
    gaps.push({ start, name: path.slice(start, end), gap: path.slice(0, start) + path.slice(end) });
    start = end + 1;
  }
  return gaps;
}

/** How many edits lead from a name to a known one; infinite where they are too many for names of that length. */
function slip(name: string, known: string): number {
  const most = Math.min(MAX_EDITS, Math.floor(known.length / LETTERS_PER_EDIT));
  if (Math.abs(name.length - known.length) > most) return Number.POSITIVE_INFINITY;
  const edits = editDistance(name, known);
  return edits <= most ? edits : Number.POSITIVE_INFINITY;
}
