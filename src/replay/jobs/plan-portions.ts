import { type FileHandle, open } from 'node:fs/promises';
import type { AdapterName } from '../../engine/events/adapter.ts';
import type { EventRecord } from '../../engine/events/field-value.ts';
import { pickAdapter } from '../../engine/events/registry.ts';
import { SAMPLE_RECORDS } from '../input/input-decoder.ts';
import { inspectHead } from '../input/inspect-head.ts';
import { LineRecords } from '../input/line-records.ts';
import { DEFAULT_MAX_LINE_BYTES, LineSplitter } from '../input/split-lines.ts';
import type { StreamInput } from '../input/stream-input.ts';
import { StreamError } from '../input/stream-problem.ts';
import type { Portion } from './portion.ts';

/**
 * Some two thousand events of Windows: a portion's last batch is seldom full, so it should have several; few enough that
 * all threads end at about the same time.
 */
export const DEFAULT_PORTION_BYTES = 4 * 1024 * 1024;

/** The records that an adapter is chosen by must lie in so many first bytes, or the input is not cut. */
const HEAD_BYTES = 1024 * 1024;

export interface PlanOptions {
  readonly portionBytes: number;
  /** The shape of all inputs; undefined: each input's beginning says. */
  readonly adapter?: AdapterName | undefined;
  readonly maxLineBytes?: number | undefined;
}

/** The portions of a stream, or why it has none that threads could share. */
export interface PortionPlan {
  /** In the order of the stream. */
  readonly portions: readonly Portion[];
  /** Inputs that are one portion each though they are larger, by name: compressed, or not what it seemed. */
  readonly uncut: readonly string[];
}

/**
 * Cuts inputs into portions. Nothing is read but the first bytes of each.
 *
 * @returns undefined where an input can be read once and from front to back only: a pipe, a device, standard input
 */
export async function planPortions(
  inputs: readonly StreamInput[],
  options: PlanOptions,
): Promise<PortionPlan | undefined> {
  const portions: Portion[] = [];
  const uncut: string[] = [];
  for (const [at, input] of inputs.entries()) {
    // Whoever resolved the inputs knows the size of files, and of nothing else.
    if (input.path === undefined || input.sizeBytes === undefined) return undefined;
    const cuts = await cutsOf(input.path, input, options);
    if (cuts === undefined && input.sizeBytes > options.portionBytes) uncut.push(input.name);
    portions.push(...portionsOf(at, cuts));
  }
  return { portions, uncut };
}

/** Where later portions begin, and what reads them. */
interface Cuts {
  readonly adapter: AdapterName;
  readonly atBytes: readonly number[];
}

function portionsOf(input: number, cuts: Cuts | undefined): Portion[] {
  if (cuts === undefined || cuts.atBytes.length === 0) {
    return [{ input, startByte: 0, endByte: Number.POSITIVE_INFINITY, part: 'whole' }];
  }
  const { adapter, atBytes } = cuts;
  const later = atBytes.map((startByte, at): Portion => {
    const endByte = atBytes[at + 1] ?? Number.POSITIVE_INFINITY;
    return { input, startByte, endByte, part: 'later', adapter };
  });
  return [{ input, startByte: 0, endByte: atBytes[0]!, part: 'first' }, ...later];
}

/** Undefined where an input is to be read as a whole. What is wrong with it is told by whoever reads it then. */
async function cutsOf(path: string, input: StreamInput, options: PlanOptions): Promise<Cuts | undefined> {
  const { portionBytes } = options;
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stats = await file.stat();
    if (!stats.isFile() || stats.size <= portionBytes) return undefined;
    const head = Buffer.alloc(Math.min(HEAD_BYTES, stats.size));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const beginning = beginningOf(input.name, head.subarray(0, bytesRead), options);
    if (beginning === undefined) return undefined;
    const atBytes: number[] = [];
    for (let at = Math.max(portionBytes, beginning.endByte); at < stats.size; at += portionBytes) {
      atBytes.push(at);
    }
    return { adapter: beginning.adapter, atBytes };
  } catch {
    return undefined;
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** What the first lines of an input decide, and where they end. */
interface Beginning {
  readonly adapter: AdapterName;
  readonly endByte: number;
}

/** Undefined where the input is of another form, and where its beginning is not all there. */
function beginningOf(
  name: string,
  head: Buffer,
  { adapter, maxLineBytes }: PlanOptions,
): Beginning | undefined {
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (isGzip || inspectHead(name, head) !== undefined) return undefined;
  const lines = new LineSplitter(maxLineBytes ?? DEFAULT_MAX_LINE_BYTES, () => {});
  const records = new LineRecords(name, () => {});
  const sample: EventRecord[] = [];
  lines.feed(head);
  try {
    while (lines.next()) {
      const record = records.read(lines);
      if (record === undefined) continue;
      sample.push(record);
      if (sample.length < SAMPLE_RECORDS) continue;
      return { adapter: pickAdapter(sample, adapter).name, endByte: lines.end };
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
  }
  return undefined;
}
