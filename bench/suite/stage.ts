import { createReadStream } from 'node:fs';
import { cp, open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { loadPack } from 'kestrel-perf';
import { run as generate } from '../../fixtures/generator/output/run.ts';
import type { Material } from './results.ts';
import { UsageError } from './usage-error.ts';

/** What the groups measure on. */
export interface Stage {
  /** For files of the groups; whoever made the stage removes it. */
  readonly folder: string;
  /** The recording, one uncompressed NDJSON file. */
  readonly events: string;
  /** A made recording of Sysmon events, also where another one is given: for groups that must know its shape. */
  readonly sysmonEvents: string;
  /** The pack: a folder or file. */
  readonly rules: string;
  readonly material: Material;
}

/** What the user has named. */
export interface Given {
  readonly events?: string | undefined;
  readonly rules?: string | undefined;
}

const EVENTS_FOLDER = fileURLToPath(new URL('../../fixtures/events/', import.meta.url));
const DEMO_RULES = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url));
/** Its rules misbehave on purpose: one of them alone would take most of the time of a replay. */
const LEFT_OUT = 'misbehaving';
const GZIP_MAGIC = 0x1f8b;

/**
 * Sets up what is measured on: what was given, and for the rest a made stream and the demo pack.
 *
 * @param folder an empty folder
 * @param madeEvents events of the made stream
 * @throws UsageError for a recording or a pack that cannot be used
 */
export async function makeStage(folder: string, given: Given, madeEvents: number): Promise<Stage> {
  const sysmonEvents = join(folder, 'sysmon.ndjson');
  await makeEvents(sysmonEvents, madeEvents);
  const events = given.events ?? sysmonEvents;
  const rules = given.rules ?? (await copyDemoPack(join(folder, 'demo-rules')));
  const pack = await loadPack([rules]);
  if (pack.rules.length === 0)
    throw new UsageError(`${rules} holds no rule that loads: kestrel-perf check says why`);
  const { eventCount, eventBytes } = await inspect(events);
  return {
    folder,
    events,
    sysmonEvents,
    rules,
    material: {
      source: given.events === undefined ? 'made' : 'given',
      events: eventCount,
      eventBytes,
      rulesSource: given.rules === undefined ? 'demo' : 'given',
      rules: pack.rules.length,
      packHash: pack.hash,
    },
  };
}

async function makeEvents(file: string, events: number): Promise<void> {
  let complaint = '';
  const stderr = {
    write: (text: string) => {
      complaint += text;
    },
  };
  const args = ['--shape', 'sysmon', '--events', String(events), '--out', file];
  const exitCode = await generate(args, { stdout: process.stdout, stderr, eventsFolder: EVENTS_FOLDER });
  if (exitCode !== 0) throw new Error(`the generator of events failed: ${complaint.trim()}`);
}

async function copyDemoPack(folder: string): Promise<string> {
  await cp(DEMO_RULES, folder, { recursive: true, filter: (source) => basename(source) !== LEFT_OUT });
  return folder;
}

/** Counts the events, and looks at each: minutes later would be too late to say that one is broken. @throws UsageError */
async function inspect(file: string): Promise<{ eventCount: number; eventBytes: number }> {
  const about = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the recording ${file}: ${error.code ?? error.message}`);
  });
  if (!about.isFile()) throw new UsageError(`${file} is no file: name one uncompressed NDJSON file`);
  if (await isGzip(file))
    throw new UsageError(
      `${file} is compressed, and the loop that replays are compared with reads it as it is: gunzip it`,
    );
  let eventCount = 0;
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line++;
    if (text.trim() === '') continue;
    if (!isObject(text))
      throw new UsageError(
        `${file}:${line} is no JSON object: all lines must be, as all tasks read all of them`,
      );
    eventCount++;
  }
  if (eventCount === 0) throw new UsageError(`${file} holds no events`);
  return { eventCount, eventBytes: about.size };
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === GZIP_MAGIC;
  } finally {
    await handle.close();
  }
}
