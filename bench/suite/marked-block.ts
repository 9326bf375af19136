/** A page without the place that is to be written. */
export class MarkerError extends Error {
  override readonly name = 'MarkerError';
}

/**
 * Replaces what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`, each on a line of its own; everything else
 * stays as it is. Doing it again with the same text changes nothing.
 *
 * @throws MarkerError when the markers are not there exactly once each, in this order
 */
export function replaceMarkedBlock(page: string, name: string, text: string): string {
  const begin = `<!-- ${name}:begin -->\n`;
  const end = `<!-- ${name}:end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  const isOnce = (marker: string) => page.split(marker).length === 2;
  if (!isOnce(begin) || !isOnce(end) || to < from + begin.length)
    throw new MarkerError(`the page must have the line ${begin.trim()} once, and after it ${end} once`);
  return `${page.slice(0, from + begin.length)}\n${text.trim()}\n\n${page.slice(to)}`;
}
