import type { PeerRule } from '../rules/rule.ts';
import type { Answers } from '../run/answers.ts';

/** Something that can run rules over a file of events. */
export interface Peer {
  /** Short, for tables, `--peers` and file names: `[a-z0-9-]+`. */
  readonly name: string;
  /** What it is and how it is used, in a few words. */
  readonly what: string;
  /** Whether it is installed here. Never throws: what does not answer is not installed. */
  find(): Promise<Found>;
  /**
   * The ways in which it can run a set of rules; all are tried, the fastest is timed. What they need beside the events is
   * written into `folder`, which is empty; this is not timed.
   */
  prepare(rules: readonly PeerRule[], folder: string): Promise<readonly Way[]>;
}

/** What is installed, or what to do to have it. */
export type Found = { readonly version: string } | { readonly notice: string };

/** A command that runs a set of rules over events, from the file to the answers. */
export interface Way {
  /** Empty where there is one way only. */
  readonly name: string;
  /** @param eventsFile NDJSON, ECS */
  command(eventsFile: string): Command;
  /**
   * What the command found.
   *
   * @param outputFile what it wrote to its standard output
   * @throws Error where that is not what it should be
   */
  readAnswers(outputFile: string): Promise<Answers>;
}

/** A program to start in a process of its own. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}
