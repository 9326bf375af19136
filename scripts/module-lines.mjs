import { SourceMap } from 'node:module';

/**
 * Says which lines of a bundled file came from which module: pairs of the first line, from 1, and the module's path below
 * `src` without its ending, or an empty text for what is not the program's own; in order, flat, for a short file.
 *
 * @param {string} code the bundled file
 * @param {string} map its source map
 * @returns {(number | string)[]}
 */
export function moduleLines(code, map) {
  const sources = new SourceMap(JSON.parse(map));
  const found = [];
  let last = '';
  for (const [line, { length }] of code.split('\n').entries()) {
    const { originalSource } = sources.findEntry(line, length);
    const module = moduleOf(originalSource);
    if (module !== last) found.push(line + 1, (last = module));
  }
  return found;
}

/** A path as source maps have it is relative to the file, and its own folder is the only `src` of the project. */
function moduleOf(source) {
  if (source === undefined || source.includes('node_modules/')) return '';
  return /(?:^|\/)src\/(.+)\.[jt]sx?$/.exec(source)?.[1] ?? '';
}
