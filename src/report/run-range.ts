import { eventTimeText } from './event-time.ts';
import type { RunFile, WarningEntry } from './run-file.ts';
import type { RunSeries } from './run-series.ts';

/** A stretch of event time, nanoseconds since 1970; ends that are absent are open. */
export interface EventTimeRange {
  readonly sinceNs?: bigint | undefined;
  /** The first moment that is no longer in it. */
  readonly untilNs?: bigint | undefined;
}

/** Neighbouring parts of a run's series. */
export interface PartRange {
  /** The first and the last of them, from 0. */
  readonly first: number;
  readonly last: number;
  /** How many the run has. */
  readonly partCount: number;
  /** Numbers of their first and their last event. */
  readonly firstEvent: number;
  readonly lastEvent: number;
  /** Event time they begin and end with, nanoseconds since 1970. */
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** No part of a run can be told for a range: `message` says why and what to do. */
export class RunRangeError extends Error {
  override readonly name = 'RunRangeError';
}

/**
 * The parts of a run that a stretch of event time overlaps. A part goes from the latest event time before it up to the
 * latest at its end, so events that came late count to the time that was reached by then.
 *
 * @throws RunRangeError where the run has no series or no event times, or where nothing overlaps
 */
export function partsInRange(
  run: Pick<RunFile, 'series' | 'stream' | 'warnings'>,
  range: EventTimeRange,
): PartRange {
  const { series } = run;
  if (series === null) throw new RunRangeError(noSeriesText(run));
  const times = timesOfParts(series, run.stream.first_event_ns);
  const overlaps = times.map((part) => part !== undefined && isOverlap(part, range));
  const first = overlaps.indexOf(true);
  const last = overlaps.lastIndexOf(true);
  if (first === -1) throw new RunRangeError(nothingThereText(times));
  return {
    first,
    last,
    partCount: times.length,
    firstEvent: (series.end_event[first - 1] ?? 0) + 1,
    lastEvent: series.end_event[last]!,
    fromNs: times[first]!.fromNs,
    toNs: times[last]!.toNs,
  };
}

interface PartTimes {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** Undefined for parts before the first event that has a time. */
function timesOfParts(
  { end_event_time_ns: ends }: RunSeries,
  firstEventNs: bigint | null,
): (PartTimes | undefined)[] {
  return ends.map((toNs, part) => {
    if (toNs === null) return undefined;
    const fromNs = ends[part - 1] ?? firstEventNs ?? toNs;
    // The first event of a stream may be later than others.
    return { fromNs: fromNs < toNs ? fromNs : toNs, toNs };
  });
}

function isOverlap({ fromNs, toNs }: PartTimes, { sinceNs, untilNs }: EventTimeRange): boolean {
  return (sinceNs === undefined || toNs >= sinceNs) && (untilNs === undefined || fromNs < untilNs);
}

/** What says which parts of another run a run is made of; undefined of whole runs. */
export function partsOf({ warnings }: Pick<RunFile, 'warnings'>): WarningEntry | undefined {
  return warnings.find(({ code }) => code === 'part-of-run');
}

function noSeriesText(run: Pick<RunFile, 'stream' | 'warnings'>): string {
  if (run.stream.events === 0)
    return 'the run had no events, so none can be chosen by time: leave out --since and --until';
  return partsOf(run) !== undefined
    ? 'the file holds a part of a run already, which cannot be divided: give --since and --until with the whole run'
    : 'the run was not recorded part by part, so its figures cannot be told by time: replay without --no-profile, or give --since and --until to replay';
}

function nothingThereText(times: readonly (PartTimes | undefined)[]): string {
  const known = times.filter((part) => part !== undefined);
  if (known.length === 0)
    return 'the events of the run have no times, so none can be chosen by time: leave out --since and --until';
  const [from, to] = [known[0]!.fromNs, known.at(-1)!.toNs].map(momentText);
  return `no events of the run lie in this range: they go from ${from} to ${to}`;
}

/** An event time for a sentence; one that has no date as its nanoseconds. */
export function momentText(timeNs: bigint): string {
  return eventTimeText(timeNs) ?? `${timeNs} ns since 1970`;
}
