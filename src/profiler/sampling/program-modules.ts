import { readFileSync } from 'node:fs';

/**
 * By file below the root: which lines came from which module, as `scripts/module-lines.mjs` writes it. Pairs in the order of
 * the lines: the first line, from 1, and the module's path without its ending, an empty text for what is not ours.
 */
export type ModuleLines = Readonly<Record<string, readonly (number | string)[]>>;

/**
 * Tells which of the program's modules code is of. Run from source a module is a file; the build puts many into one, and
 * leaves a table of their lines beside them, which is read when it is first needed.
 */
export class ProgramModules {
  readonly #root: string;
  readonly #readLines: () => ModuleLines;
  #lines: ReadonlyMap<string, readonly (number | string)[]> | undefined;

  /**
   * @param root the address of the folder that holds the program, with a slash at its end
   * @param readLines gives the table; empty where modules are files
   */
  constructor(root: string, readLines: () => ModuleLines = () => readModuleLines(root)) {
    this.#root = root;
    this.#readLines = readLines;
  }

  /**
   * The path of a module below the root, such as `engine/engine`, with or without its ending; undefined for code that is not
   * ours.
   *
   * @param url as a profile names the file
   * @param line in the file, from 1
   */
  pathOf(url: string, line: number): string | undefined {
    if (!url.startsWith(this.#root)) return undefined;
    const file = url.slice(this.#root.length);
    this.#lines ??= new Map(Object.entries(this.#readLines()));
    const lines = this.#lines.get(file);
    return lines === undefined ? file : moduleAt(lines, line) || undefined;
  }
}

function moduleAt(lines: readonly (number | string)[], line: number): string {
  let low = 0;
  let high = lines.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[2 * middle] as number) <= line) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? '' : (lines[2 * low - 1] as string);
}

function readModuleLines(root: string): ModuleLines {
  let text: string;
  try {
    text = readFileSync(new URL('module-lines.json', root), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  return JSON.parse(text) as ModuleLines;
}
