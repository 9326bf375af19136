import { visibleText } from '../../src/report/visible-text.ts';

/** What Markdown would take for something else than text. */
const SPECIAL = /[\\`*_{}[\]|~#]/g;

/**
 * Any text as Markdown that shows just it, on one line: names of tasks hold patterns with `*` and `|`, and the name of a
 * processor comes from outside. Not for the beginning of a line.
 */
export function markdownText(text: string): string {
  const escaped = visibleText(text).replace(SPECIAL, '\\$&');
  return escaped.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
