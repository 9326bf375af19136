import { type StreamProblem, streamProblem } from './stream-problem.ts';

/** How much of an input is looked at. */
const HEAD_BYTES = 8 * 1024;

/** Tells from its first bytes that an input is no UTF-8 text; undefined where nothing speaks against it. */
export function inspectHead(file: string, firstChunk: Buffer): StreamProblem | undefined {
  const head = firstChunk.subarray(0, HEAD_BYTES);
  if (isUtf16(head)) {
    return streamProblem('utf-16', file, 'the text is UTF-16, not UTF-8', {
      advice: `Convert it: iconv -f UTF-16 -t UTF-8 ${file}`,
    });
  }
  if (head.includes(0)) {
    return streamProblem('binary', file, 'the data is binary, not text', {
      advice: 'Export it as one JSON object per line first (for .evtx: evtx_dump -o jsonl)',
    });
  }
  return undefined;
}

/** By its byte order mark, or by the NUL beside the opening bracket. */
function isUtf16(head: Buffer): boolean {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return true;
  if (first === 0xfe && second === 0xff) return true;
  return (isBracket(first) && second === 0) || (first === 0 && isBracket(second));
}

function isBracket(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}
