import { dirname, join, normalize } from 'node:path/posix';
import type { SourceFile } from './source-file.ts';

/** The files of a pack by what lies beside them, and which of them belong to a manifest. */
export class PackParts {
  readonly #sources = new Map<string, SourceFile>();
  readonly #found: ReadonlySet<string>;
  readonly #taken = new Set<string>();

  /** `shownPaths` has all files that were found, readable or not. */
  constructor(sources: readonly SourceFile[], shownPaths: readonly string[]) {
    for (const source of sources) this.#sources.set(normalize(source.shownPath), source);
    this.#found = new Set(shownPaths.map((path) => normalize(path)));
  }

  /** Whether a file was found beside another, readable or not. */
  has(beside: SourceFile, name: string): boolean {
    return this.#found.has(pathBeside(beside, name));
  }

  /** The file beside another; undefined where there is none that could be read. */
  get(beside: SourceFile, name: string): SourceFile | undefined {
    return this.#sources.get(pathBeside(beside, name));
  }

  /** From now on the file is no rule of its own. */
  take(beside: SourceFile, name: string): void {
    this.#taken.add(pathBeside(beside, name));
  }

  isTaken(source: SourceFile): boolean {
    return this.#taken.has(normalize(source.shownPath));
  }
}

function pathBeside(source: SourceFile, name: string): string {
  return join(dirname(source.shownPath), name);
}
