import type { Thresholds } from './model/cost-level.ts';
import type { StartChoices } from './model/top-state.ts';

/** How the view begins, and what it may ask of the program around it. */
export interface TopSettings extends StartChoices {
  readonly thresholds: Thresholds;
  /** Whether styles may be used. @see allowsColor */
  readonly color: boolean;
  /** Whether the view goes away by itself when the replay is over. */
  readonly exitAtEnd: boolean;
  /** Whether the run is of another process, and goes on when the reader leaves; unless given it is of this one. */
  readonly isAttached?: boolean;
  /** The reader does not want to see more. The terminal has been given back already. */
  readonly onQuit: () => void;
  /** Ctrl-C, which sends no signal while keys are read one by one; may come more than once. */
  readonly onInterrupt: () => void;
  /** Writes what is known by now. @returns where to. @throws Error with a message for the reader */
  readonly writeDump: () => Promise<string>;
}

/** How a run came to its end: it is over, however it went, or its process is not there any more. */
export type RunEnding = 'over' | 'gone';

/** A view that runs. */
export interface TopHandle {
  /**
   * The replay is over: shows the final figures until the reader has seen them, then gives the terminal back. Without
   * a keyboard, after `q` or Ctrl-C, and with `exitAtEnd` that is at once.
   *
   * @param message what the reader must know of the end, such as why the engine failed
   * @param ending `over` unless given
   */
  finished(message?: string, ending?: RunEnding): Promise<void>;
  /** Gives the terminal back at once. May be called more than once. */
  stop(): void;
}
