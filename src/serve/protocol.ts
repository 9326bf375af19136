import type { LiveRule } from '../top/source/live-snapshot.ts';

/** What both sides must agree on; another number means that they do not. */
export const PROTOCOL_VERSION = 1;

/** Seconds between two snapshots that a viewer may ask for. */
export const INTERVAL_SECONDS = { least: 0.25, most: 60, default: 1 } as const;

/** Who serves: `/run.json`. */
export interface RunDescription {
  readonly version: typeof PROTOCOL_VERSION;
  /** Not to be trusted. */
  readonly title: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly pid: number;
}

/** The first event of a stream, `run`: what does not change. */
export interface RunAnnouncement extends RunDescription {
  readonly rules: readonly LiveRule[];
}

/** The last event of a stream, `end`. */
export interface RunEnd {
  /** What is to be said of the end, such as why the engine failed; null where it simply is over. Not to be trusted. */
  readonly message: string | null;
}
