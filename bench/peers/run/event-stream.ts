import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A file of events that every peer reads, and shorter ones with its first events for peers that take long. */
export interface EventStream {
  /** NDJSON: ECS objects, nested. */
  readonly file: string;
  readonly events: number;
  readonly bytes: number;
  /**
   * A file with the first `count` events; `file` itself where there are no more.
   *
   * @throws Error where it cannot be written
   */
  head(count: number): Promise<string>;
}

/**
 * @param file NDJSON
 * @param folder for the shorter files
 * @throws Error where the file cannot be read, or holds no event
 */
export async function openEventStream(file: string, folder: string): Promise<EventStream> {
  let events = 0;
  for await (const _line of linesOf(file)) events++;
  if (events === 0) throw new Error(`${file} holds no events`);
  const { size: bytes } = await stat(file);
  const heads = new Map<number, Promise<string>>();
  return {
    file,
    events,
    bytes,
    head(count) {
      if (count >= events) return Promise.resolve(file);
      const head = heads.get(count) ?? writeHead(file, count, join(folder, `events-${count}.ndjson`));
      heads.set(count, head);
      return head;
    },
  };
}

async function writeHead(file: string, count: number, headFile: string): Promise<string> {
  const head = await open(headFile, 'w');
  try {
    let written = 0;
    for await (const line of linesOf(file)) {
      if (written++ === count) break;
      await head.write(`${line}\n`);
    }
  } finally {
    await head.close();
  }
  return headFile;
}

/** The lines of a file that are not empty, as events are counted. */
export async function* linesOf(file: string): AsyncGenerator<string, void> {
  const input = createReadStream(file);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield line;
    }
  } finally {
    input.destroy();
  }
}
