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
  readonly #byGap = new Map<string, Set<string>>();

  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      this.#byLowerCase.set(path.toLowerCase(), path);
      const names = path.split('.');
      for (const [at, name] of names.entries()) {
        const gap = withGap(names, at);
        const fitting = this.#byGap.get(gap) ?? new Set();
        this.#byGap.set(gap, fitting.add(name));
      }
    }
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  closest(path: string): string | undefined {
    const inOtherCase = this.#byLowerCase.get(path.toLowerCase());
    if (inOtherCase !== undefined) return inOtherCase;
    const names = path.split('.');
    let best: string | undefined;
    let fewestEdits = MAX_EDITS + 1;
    for (const [at, name] of names.entries()) {
      for (const candidate of this.#byGap.get(withGap(names, at)) ?? []) {
        const edits = slip(name, candidate);
        if (edits >= fewestEdits) continue;
        fewestEdits = edits;
        best = names.with(at, candidate).join('.');
      }
    }
    return best;
  }
}

function withGap(names: readonly string[], at: number): string {
  return names.with(at, '').join('.');
}

/** How many edits lead from a name to a known one; infinite where they are too many for names of that length. */
function slip(name: string, known: string): number {
  const most = Math.min(MAX_EDITS, Math.floor(known.length / LETTERS_PER_EDIT));
  if (Math.abs(name.length - known.length) > most) return Number.POSITIVE_INFINITY;
  const edits = editDistance(name, known);
  return edits <= most ? edits : Number.POSITIVE_INFINITY;
}
