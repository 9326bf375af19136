import type { AlertSink } from '../engine/alert.ts';
import type { Pack } from '../engine/pack/pack.ts';
import { AlertRecord } from './alert-record.ts';
import type { ReplayFigures } from './side-of-pack.ts';

/** With fewer, not even one edited rule could be judged. */
export const LEAST_ROUNDS = 6;
/** So many that some 460 edited and 460 other rules can be judged; see `docs/compare.md`. */
export const DEFAULT_ROUNDS = 10;

export type SideName = 'base' | 'head';

export interface RoundsOptions {
  readonly base: Pack;
  readonly head: Pack;
  readonly rounds: number;
  /** Replays the stream once, in an engine of its own. Undefined: it was stopped before its end. */
  readonly replayOnce: (side: SideName, onAlert: AlertSink) => Promise<ReplayFigures | undefined>;
  /** Told before each replay; round 0 is the one that is not counted. */
  readonly onReplay?: (round: number, side: SideName) => void;
}

/** What the rounds gave; of one that was stopped, those that were whole. */
export interface Rounds {
  readonly replays: Readonly<Record<SideName, readonly ReplayFigures[]>>;
  readonly alerts: Readonly<Record<SideName, AlertRecord>>;
}

/**
 * Replays both packs in turn. Which comes first alternates from round to round (base, head, head, base, ...), so that a
 * machine that becomes slower or faster favours neither. Before that each is replayed once without being counted; then
 * files are in memory, and then alerts are recorded, which costs time.
 */
export async function replayRounds({
  base,
  head,
  rounds,
  replayOnce,
  onReplay,
}: RoundsOptions): Promise<Rounds> {
  const alerts = { base: new AlertRecord(base.rules.length), head: new AlertRecord(head.rules.length) };
  const replays: Record<SideName, ReplayFigures[]> = { base: [], head: [] };
  const ignore = (): void => {};
  for (let round = 0; round <= rounds; round++) {
    const order: readonly SideName[] = round % 2 === 1 ? ['base', 'head'] : ['head', 'base'];
    const ofRound: Partial<Record<SideName, ReplayFigures>> = {};
    for (const side of order) {
      onReplay?.(round, side);
      const onAlert: AlertSink = round === 0 ? (alert) => alerts[side].add(alert) : ignore;
      const figures = await replayOnce(side, onAlert);
      if (figures === undefined) return { replays, alerts };
      ofRound[side] = figures;
    }
    if (round === 0) continue;
    replays.base.push(ofRound.base!);
    replays.head.push(ofRound.head!);
  }
  return { replays, alerts };
}
