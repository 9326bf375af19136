import { isAscii } from 'node:buffer';
import { setOwnProperty } from '../../../../src/engine/events/own-property.ts';
import {
  ESCAPED_TEXT,
  type LineScanner,
  NESTED,
  NULL,
  NUMBER,
  TEXT,
  TRUE,
  WIDE_NESTED,
  WIDE_TEXT,
} from '../../../../src/replay/input/scan/line-scanner.ts';

export type Scanned = Record<string, unknown>;

/** The wanted members of the line `start..end` of the chunk; undefined when the scanner is not sure. */
export function scanLine(
  scanner: LineScanner,
  names: readonly string[],
  chunk: Uint8Array,
  start: number,
  end: number,
): Scanned | undefined {
  const found = scanner.scan(start, end);
  if (found === -1) return undefined;
  const record: Scanned = {};
  for (let member = 0; member < found; member++) {
    const [name, kind, from, to] = scanner.members.subarray(
      member * 4,
      member * 4 + 4,
    ) as unknown as number[];
    setOwnProperty(record, names[name!]!, memberValue(kind!, Buffer.from(chunk.subarray(from, to))));
  }
  return record;
}

/** Scans a text that lies somewhere within a chunk, amid bytes that would be part of it if they were read. */
export function scanText(
  scanner: LineScanner,
  names: readonly string[],
  text: string | Uint8Array,
  offset = 3,
): Scanned | undefined {
  const line = Buffer.from(text);
  const chunk = Buffer.concat([Buffer.alloc(offset, ' '), line, Buffer.from('"}]}')]);
  scanner.load(chunk);
  return scanLine(scanner, names, chunk, offset, offset + line.length);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What JSON.parse makes of a text, cut down to the wanted members; undefined for all but objects in sound UTF-8. */
export function parsed(text: string | Uint8Array, names: readonly string[]): Scanned | undefined {
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(Buffer.from(text)));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record: Scanned = {};
  for (const [name, member] of Object.entries(value)) {
    if (names.includes(name)) setOwnProperty(record, name, member);
  }
  return record;
}

function memberValue(kind: number, bytes: Buffer): unknown {
  const isWide = kind === WIDE_TEXT || kind === WIDE_NESTED;
  const text = bytes.toString(isWide ? 'utf8' : 'latin1');
  if (isWide === isAscii(bytes)) throw new Error(`of the wrong kind: ${text}`);
  switch (kind) {
    case TEXT:
      if (/["\\]/.test(text)) throw new Error(`no plain text: ${text}`);
      return text;
    case ESCAPED_TEXT:
    case WIDE_TEXT:
      if (!text.startsWith('"') || !text.endsWith('"')) throw new Error(`without its quotes: ${text}`);
      return JSON.parse(text);
    case NUMBER:
      return Number(text);
    case NESTED:
    case WIDE_NESTED:
      return JSON.parse(text);
    case NULL:
      return null;
    default:
      return kind === TRUE;
  }
}
