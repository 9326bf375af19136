import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_BATCH_SIZE, Engine, loadPack, type StreamInput } from 'kestrel-perf';
import type { FieldDemand } from '../../../dist/engine/events/field-demand.js';
import { decodeEvents } from '../../../dist/replay/input/decode-events.js';
import type { CalledSide, Group, PreparedGroup } from '../group.ts';
import type { Stage } from '../stage.ts';

const ECS_EVENTS = fileURLToPath(new URL('../../../fixtures/events/intrusion.ndjson', import.meta.url));
/** As much as a replay reads of a file at once: setting up the scanner is part of a call, and must be a small one. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/** From the bytes of lines to events. */
export const decode: Group = {
  name: 'decode',
  question:
    'What does it cost to make events of lines, from memory, against `JSON.parse` of the same lines with nothing checked?',
  isCalled: true,
  prepare,
};

async function prepare(stage: Stage): Promise<PreparedGroup> {
  const pack = await loadPack([stage.rules]);
  // Of Lua rules nobody knows what they read; see `Engine.demand`.
  const { demand } = new Engine(pack.rules.filter(({ kind }) => kind === 'eql' || kind === 'sequence'));
  const lines = await firstLines(stage.events);
  const ecsLines = await firstLines(ECS_EVENTS);
  const parsed = parseSide('JSON.parse of each line', lines);
  const each = { figure: 'timeNs', per: 'event' } as const;
  return {
    tasks: [
      { ...each, name: 'whole lines', side: decodeSide('whole lines', lines), reference: parsed },
      {
        ...each,
        name: "only what the pack's EQL rules may read",
        side: decodeSide('only what rules may read', lines, demand),
        reference: parsed,
      },
      {
        ...each,
        name: 'whole lines, ECS events',
        side: decodeSide('whole lines, ECS events', ecsLines),
        reference: parseSide('JSON.parse of each line', ecsLines),
      },
    ],
  };
}

/** The first whole lines of a file, up to a chunk of them. @throws Error when its first line is longer than that */
async function firstLines(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, 0);
    const end = buffer.lastIndexOf(LINE_FEED, bytesRead - 1);
    if (end < 0) throw new Error(`${file} has no whole line in its first ${CHUNK_BYTES} bytes`);
    return buffer.subarray(0, end + 1);
  } finally {
    await handle.close();
  }
}

function decodeSide(name: string, lines: Buffer, demand?: FieldDemand): CalledSide {
  const input: StreamInput = { name: 'memory', path: undefined, sizeBytes: lines.length };
  const operations = parseLines(lines);
  return {
    kind: 'called',
    name,
    operations,
    isAsync: true,
    run: async () => {
      let events = 0;
      const options = { batchSize: DEFAULT_BATCH_SIZE, read: () => once(lines), demand };
      for await (const batch of decodeEvents([input], options)) events += batch.records.length;
      if (events !== operations) throw new Error(`${events} events were decoded of ${operations} lines`);
    },
  };
}

function parseSide(name: string, lines: Buffer): CalledSide {
  return { kind: 'called', name, operations: parseLines(lines), run: () => parseLines(lines) };
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}

/** Parses each line and keeps nothing. Returns how many there are; empty ones do not count. */
function parseLines(lines: Buffer): number {
  let events = 0;
  let start = 0;
  for (let end = lines.indexOf(LINE_FEED); end >= 0; end = lines.indexOf(LINE_FEED, start)) {
    if (end > start && JSON.parse(lines.toString('utf8', start, end)) !== null) events++;
    start = end + 1;
  }
  return events;
}
