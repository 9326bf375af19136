import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * The events of an NDJSON file, one by one, in chunks: the file may be larger than the memory.
 *
 * @param {string} file
 * @returns {Generator<object, void>}
 */
export function* eventsOf(file) {
  const descriptor = openSync(file, 'r');
  let rest = Buffer.alloc(0);
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const size = readSync(descriptor, chunk, 0, CHUNK_BYTES, null);
    if (size === 0) break;
    const bytes = Buffer.concat([rest, chunk.subarray(0, size)]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      if (end > start) yield JSON.parse(bytes.utf8Slice(start, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  closeSync(descriptor);
  if (rest.length > 0) yield JSON.parse(rest.toString());
}
