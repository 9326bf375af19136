import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * What any replay must do at the least: read a file in chunks, find the lines, parse each as JSON. Nothing is
 * checked and nothing is kept.
 *
 * @param {string} file an uncompressed NDJSON file
 * @returns {number} how many events it holds
 */
export function bareLoop(file) {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(2 * CHUNK_BYTES);
  let kept = 0;
  let events = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, kept, CHUNK_BYTES, null);
    const end = kept + read;
    let start = 0;
    for (;;) {
      const lineEnd = buffer.indexOf(LINE_FEED, start);
      if (lineEnd < 0 || lineEnd >= end) break;
      if (lineEnd > start && JSON.parse(buffer.utf8Slice(start, lineEnd)) !== null) events++;
      start = lineEnd + 1;
    }
    if (read === 0) break;
    buffer.copy(buffer, 0, start, end);
    kept = end - start;
  }
  closeSync(descriptor);
  return events;
}
