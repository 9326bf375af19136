import type { RuleIndex } from '../rule.ts';

/** One line of a rule's source, while it was watched. */
export interface LineTime {
  /** From 1. */
  readonly line: number;
  /** How often it was begun. */
  readonly passes: number;
  /** What those took, functions of the host and of libraries that it called included, the watching not. */
  readonly timeNs: number;
}

/** What was seen of a rule while its first events of a batch were watched. */
export interface WatchedLines {
  /** Events begun. */
  readonly evaluations: number;
  /** The lines that were passed, ascending. */
  readonly lines: readonly LineTime[];
  /** What watching took altogether, the evaluations themselves included. */
  readonly tookNs: number;
}

/** Decides when rules are watched line by line, and is told what was seen. */
export interface LineWatch {
  /** Reads a clock: nanoseconds since some fixed moment. */
  readonly clock: () => number;
  /** Asked before a rule is given the events of a batch: how many of them, from the first on, it is watched for. */
  eventsToWatch(rule: RuleIndex, offered: number): number;
  /** Told before the rule's next batch; not where nothing could be watched. */
  watched(rule: RuleIndex, seen: WatchedLines): void;
  /** Told instead where watching was ended by the rule's time limit, which is no fault of the rule; nanoseconds. */
  gaveUp(rule: RuleIndex, tookNs: number): void;
}
