import type { Row } from '../batch/event-batch.ts';
import type { WatchedLines } from '../predicate/line-watch.ts';
import type { Captures, PredicateUsage } from '../predicate/predicate.ts';
import type { PredicateFault } from '../predicate/predicate-fault.ts';

/** How far a machine has come in a batch. */
export interface Progress {
  /** Events begun. */
  readonly evaluated: number;
  /** Rows that matched; they are at the front of the batch's rows. */
  readonly matched: number;
  /** The row at hand, or the last one. */
  readonly row: Row;
}

/** Why a machine stopped before the end of a batch. */
export type Stop = 'end' | 'match' | PredicateFault;

/** What `pred_capture` gave; neither where it returned nil, or a table that is not kept. */
export interface CaptureOutcome {
  readonly captures?: Captures;
  readonly fault?: PredicateFault;
}

/** A Lua state with one rule in it, loaded and initialised. Which runtime it is does not show. */
export interface LuaMachine {
  /** Whether the rule has a function `pred_capture`; then {@link resume} stops after every match. */
  readonly hasCapture: boolean;
  /** Something went wrong that leaves the state unusable. */
  readonly isBroken: boolean;
  /** Hands it the rows of a batch. It works on them in place, at the latest when {@link finish} is called. */
  begin(rows: Int32Array, count: number): void;
  /** Evaluates rows from where it stopped. */
  resume(): Stop;
  /** Calls `pred_capture` for the row at hand. What it returns is only looked at as far as that is needed. */
  capture(isKept: boolean): CaptureOutcome;
  /** The row at hand, or the last one; below zero before the first. */
  readonly row: Row;
  /** Ends the batch; also after it was ended from outside. */
  finish(): Progress;
  usage(): PredicateUsage;
  /** Watches the lines that the first of the rows pass which {@link begin} is given next; see `Predicate`. */
  watchLines(rows: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void;
  /** Lets go of the state. Nothing of the rule runs any more, finalizers neither. */
  close(): void;
}

/** A rule's text, and what it is called in messages. */
export interface LuaSource {
  readonly text: string;
  readonly chunkName: string;
}
