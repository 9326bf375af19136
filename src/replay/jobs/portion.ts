import type { AdapterName } from '../../engine/events/adapter.ts';

/** A place among the portions of a stream, from 0; also their order in it. */
export type PortionIndex = number;

/** A run of whole lines of one input: every line whose first byte lies in the range. Plain data. */
export interface Portion {
  /** Place among the inputs. */
  readonly input: number;
  readonly startByte: number;
  /** The first byte behind the range; infinite where it goes to the end, wherever that is by then. */
  readonly endByte: number;
  /**
   * What is known of the input before the portion is read. `whole`: nothing, it is the only portion and is read as any
   * replay reads an input. `first`: others follow. `later`: it goes on from another portion, so that its first line is
   * no beginning of a file.
   */
  readonly part: 'whole' | 'first' | 'later';
  /** What reads the records of a later portion: the beginning of the input decided. */
  readonly adapter?: AdapterName;
}
