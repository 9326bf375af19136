import type { EventRecord } from '../../engine/events/field-value.ts';
import type { LineSplitter } from './split-lines.ts';

/** Reads of records what somebody may look at, and leaves to the parser every line that it is not sure of. */
export interface PartialRecords {
  /** Of the line read last: some of its integers are bigint. */
  readonly wideIntegers: boolean;
  /** Takes the chunk that the next lines are in. */
  load(chunk: Buffer): void;
  /** The record of the splitter's current line; undefined where it must be parsed whole. */
  read(lines: LineSplitter): EventRecord | undefined;
}
