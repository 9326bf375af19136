import type { RuleIndex } from '../../engine/rule.ts';
import type { LiveRule, LiveSnapshot, LiveSource, RuleDetails } from '../../top/source/live-snapshot.ts';
import { getText } from './get-text.ts';
import { RunFeed, type RunFeedEnd } from './run-feed.ts';
import { detailsSchema } from './wire-schema.ts';

/** What tests set. */
export interface RemoteSettings {
  /** For the first figures, milliseconds. */
  readonly patienceMs?: number;
  /** A clock that never goes back, milliseconds. */
  readonly nowMs?: () => number;
}

/** Several snapshots are overdue by then. */
const SILENCE_MS = 2_000;
const PATIENCE_MS = 10_000;
const DETAILS_BOUNDS = { timeoutMs: 5_000, maxBytes: 4 * 1024 ** 2 };
const DETAILS_LIFE_MS = 500;
const NO_DETAILS: RuleDetails = { latency: null, hotSpots: null, faults: [], advice: [] };

/** Of the rule that was asked about last; nobody looks at two. */
interface KnownDetails {
  readonly rule: RuleIndex;
  value: RuleDetails;
  askedAtMs: number;
  isAsking: boolean;
}

/**
 * A run in another process, read through its socket. `read()` gives the last snapshot that came in, with the time at
 * which that process took it, so that rates between two of them do not depend on when they arrived. Once the stream has
 * ended the last figures stay.
 */
export class RemoteSource implements LiveSource {
  readonly rules: readonly LiveRule[];
  /** Resolves once, when nothing more will come; never where the viewer detached. */
  readonly ended: Promise<RunFeedEnd>;
  readonly #path: string;
  readonly #feed: RunFeed;
  readonly #nowMs: () => number;
  #details: KnownDetails | undefined;

  private constructor(path: string, feed: RunFeed, rules: readonly LiveRule[], nowMs: () => number) {
    this.#path = path;
    this.#feed = feed;
    this.#nowMs = nowMs;
    this.rules = rules;
    this.ended = feed.ended;
  }

  /**
   * Attaches to a run; resolves when its first figures are there.
   * @throws Error where nobody serves there, or nothing that this version understands
   */
  static async attach(path: string, settings: RemoteSettings = {}): Promise<RemoteSource> {
    const { patienceMs = PATIENCE_MS, nowMs = () => performance.now() } = settings;
    const feed = new RunFeed(path, nowMs);
    const timer = setTimeout(() => feed.fail(`it sent no figures within ${patienceMs / 1e3} s`), patienceMs);
    try {
      return new RemoteSource(path, feed, await feed.begun, nowMs);
    } finally {
      clearTimeout(timer);
    }
  }

  read(): LiveSnapshot {
    const snapshot = this.#feed.snapshot!;
    const ageMs = this.#feed.snapshotAgeMs;
    if (!this.#feed.isOpen || ageMs < SILENCE_MS) return snapshot;
    // Its process was stopped. Time goes on, so that what was done in the last interval is nothing.
    return { ...snapshot, takenAtNs: snapshot.takenAtNs + ageMs * 1e6 };
  }

  /** What is known of a rule by now; newer details are asked for and are there the next time. */
  details(rule: RuleIndex): RuleDetails {
    if (this.#details?.rule !== rule) {
      this.#details = { rule, value: NO_DETAILS, askedAtMs: Number.NEGATIVE_INFINITY, isAsking: false };
    }
    const known = this.#details;
    const isFresh = this.#nowMs() - known.askedAtMs < DETAILS_LIFE_MS;
    if (!known.isAsking && !isFresh && this.#feed.isOpen) void this.#askFor(known);
    return known.value;
  }

  /** Stops watching. The run goes on. May be called more than once. */
  detach(): void {
    this.#feed.detach();
  }

  async #askFor(known: KnownDetails): Promise<void> {
    known.isAsking = true;
    known.askedAtMs = this.#nowMs();
    try {
      const text = await getText(this.#path, `/rules/${known.rule}.json`, DETAILS_BOUNDS);
      known.value = detailsSchema.parse(JSON.parse(text));
    } catch {
      // What was known stays; whether the run is still there is told by its stream.
    }
    known.isAsking = false;
  }
}
