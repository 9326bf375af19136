import { PHASES } from '../../engine/probe.ts';
import type { LiveSnapshot } from './live-snapshot.ts';

/** What happened between two snapshots, per second. */
export interface Rates {
  readonly eventsPerSecond: number;
  /** Share of the time in which the engine did not wait for its input, 0 to 1. */
  readonly engineLoad: number;
  /** By rule: share of the time it took, 0 to 1. */
  readonly cpuShare: readonly number[];
}

/**
 * Rates between two snapshots of one run, the older first. Without an older one, and once the run is over, they are
 * averages over the whole run; null before the engine has begun to read.
 */
export function ratesBetween(before: LiveSnapshot | null, now: LiveSnapshot): Rates | null {
  const elapsedNs = before === null ? 0 : now.takenAtNs - before.takenAtNs;
  if (before === null || elapsedNs <= 0 || before.progress.wallTimeNs === 0 || isOver(now)) {
    return averages(now);
  }
  return {
    eventsPerSecond: perSecond(now.progress.events - before.progress.events, elapsedNs),
    engineLoad: asShare(busyNs(now) - busyNs(before), elapsedNs),
    cpuShare: now.figures.map(({ cpuTimeNs }, rule) =>
      asShare(cpuTimeNs - before.figures[rule]!.cpuTimeNs, elapsedNs),
    ),
  };
}

/** Whether nothing will change any more. */
export function isOver({ progress }: LiveSnapshot): boolean {
  return progress.state === 'done' || progress.state === 'failed';
}

function averages(now: LiveSnapshot): Rates | null {
  const { wallTimeNs, events } = now.progress;
  if (wallTimeNs <= 0) return null;
  return {
    eventsPerSecond: perSecond(events, wallTimeNs),
    engineLoad: asShare(busyNs(now), wallTimeNs),
    cpuShare: now.figures.map(({ cpuTimeNs }) => asShare(cpuTimeNs, wallTimeNs)),
  };
}

/** All the time there is: what was billed to rules and phases since the run began, nanoseconds. */
export function billedTimeNs({ figures, phaseNs }: LiveSnapshot): number {
  const rulesNs = figures.reduce((sum, { cpuTimeNs }) => sum + cpuTimeNs, 0);
  return PHASES.reduce((sum, phase) => sum + phaseNs[phase], rulesNs);
}

/** All that was billed, but for the phase in which the engine waits for bytes. */
function busyNs(snapshot: LiveSnapshot): number {
  return billedTimeNs(snapshot) - snapshot.phaseNs.read;
}

function perSecond(count: number, elapsedNs: number): number {
  return (Math.max(0, count) / elapsedNs) * 1e9;
}

/** Columns are read one after the other while the engine goes on, so a sum may be a batch ahead of the clock. */
function asShare(partNs: number, wholeNs: number): number {
  return Math.min(1, Math.max(0, partNs / wholeNs));
}
