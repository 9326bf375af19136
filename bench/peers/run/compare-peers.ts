import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PeerRule } from '../rules/rule.ts';
import { countAnswers } from './answers.ts';
import { CheckedRuns, type Refusal, type RunHost, runOver } from './checked-runs.ts';
import { type Contender, labelOf } from './contender.ts';
import type { EventStream } from './event-stream.ts';
import type { InstalledPeer } from './find-peers.ts';
import { fittingEvents } from './fitting-events.ts';
import type { Took } from './run-command.ts';

/** How peers are compared over one set of rules. */
export interface ComparisonSettings {
  readonly rounds: number;
  /** A run that would take longer, in processor time, is given the first events only. */
  readonly runMs: number;
  /** After which a run is ended and its peer left out. */
  readonly timeLimitMs: number;
}

/** What one way of one peer took. */
export interface Timing {
  readonly peer: string;
  /** Empty where the peer has one only. */
  readonly way: string;
  readonly version: string;
  /** How many of the first events of the stream it was given. */
  readonly events: number;
  /** One per round. */
  readonly rounds: readonly Took[];
  /** With the first event only, one per round: what starting takes, and getting the rules ready. */
  readonly starts: readonly Took[];
}

/** What came of one set of rules. */
export interface RuleSetResult {
  readonly rules: number;
  /** Of all rules over all events, as the reference gives them. */
  readonly answers: number;
  /** How many rules found something. */
  readonly rulesThatFired: number;
  readonly timings: readonly Timing[];
  readonly refusals: readonly Refusal[];
}

interface TimedContender extends Contender {
  readonly events: number;
  readonly rounds: Took[];
  readonly starts: Took[];
}

/**
 * Checks that all peers find the same, then times them in turn, in rounds whose order rotates.
 *
 * @param rules what they are given
 * @param stream the events
 * @param reference whose answers the others must give; it is timed as well, over all events
 * @param others the peers
 * @param folder for what they need; must not exist
 * @throws Error where the reference fails
 */
export async function comparePeers(
  rules: readonly PeerRule[],
  stream: EventStream,
  reference: InstalledPeer,
  others: readonly InstalledPeer[],
  folder: string,
  { rounds, runMs, timeLimitMs }: ComparisonSettings,
  host: RunHost,
): Promise<RuleSetResult> {
  await mkdir(folder);
  const [first] = await contendersOf(reference, rules, folder);
  if (first === undefined) throw new Error(`${reference.peer.name} has no way to run rules`);
  const { answers: expected } = await runOver(first, stream.file, timeLimitMs, host);

  const runs = new CheckedRuns(expected, stream, timeLimitMs, host);
  const timed: TimedContender[] = [{ ...first, events: stream.events, rounds: [], starts: [] }];
  for (const other of others) {
    for (const contender of await contendersOf(other, rules, folder)) {
      const events = await fittingEvents(contender, runs, stream.events, runMs);
      if (events === undefined) continue;
      timed.push({ ...contender, events, rounds: [], starts: [] });
      host.log(`${rules.length} rules, ${labelOf(contender)}: the same answers over ${events} events`);
    }
  }

  let left = timed;
  for (let round = 0; round < rounds; round++) {
    left = await timeRound(left, round, runs);
    host.log(`${rules.length} rules, round ${round + 1} of ${rounds} done`);
  }
  return {
    rules: rules.length,
    answers: countAnswers(expected),
    rulesThatFired: expected.size,
    timings: left.map(({ peer, way, version, events, rounds, starts }) => {
      return { peer: peer.name, way: way.name, version, events, rounds, starts };
    }),
    refusals: runs.refusals,
  };
}

async function contendersOf(
  { peer, version }: InstalledPeer,
  rules: readonly PeerRule[],
  folder: string,
): Promise<Contender[]> {
  const peerFolder = join(folder, peer.name);
  await mkdir(peerFolder);
  const ways = await peer.prepare(rules, peerFolder);
  return ways.map((way) => ({ peer, version, way, folder: peerFolder }));
}

/** Times each once, its start first. Returns those that still found what they should. */
async function timeRound(
  timed: readonly TimedContender[],
  round: number,
  runs: CheckedRuns,
): Promise<TimedContender[]> {
  const begin = round % Math.max(1, timed.length);
  const failed = new Set<TimedContender>();
  for (const contender of [...timed.slice(begin), ...timed.slice(0, begin)]) {
    const start = await runs.run(contender, 1);
    const took = start && (await runs.run(contender, contender.events));
    if (start === undefined || took === undefined) {
      failed.add(contender);
    } else {
      contender.starts.push(start);
      contender.rounds.push(took);
    }
  }
  return timed.filter((contender) => !failed.has(contender));
}
