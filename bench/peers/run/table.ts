import { spreadOf } from '../../spread.ts';
import type { RuleSetResult, Timing } from './compare-peers.ts';

/** What the others are held against: with everything that is measured, and with nothing. */
const REFERENCES = ['kestrel-perf', 'kestrel-perf-bare'];

/**
 * What came of one set of rules, for people: the fastest way of each peer, events per second by the wall clock and by
 * processor time, what the start takes of that, and how many times as fast kestrel-perf is. Each as `median [quartiles]` over the rounds.
 */
export function formatResult({ rules, answers, rulesThatFired, timings }: RuleSetResult): string {
  const head = ['peer', 'events', 'events/s', 'events/cpu s', 'start cpu s'];
  const references = REFERENCES.flatMap((name) => timings.find(({ peer }) => peer === name) ?? []);
  for (const { peer } of references) head.push(`${peer} / it`, 'by cpu');
  const rows = fastestWays(timings).map((timing) => [
    timing.way === '' ? timing.peer : `${timing.peer}: ${timing.way}`,
    timing.events.toLocaleString('en-US'),
    rateSpread(timing, 'wallNs'),
    rateSpread(timing, 'cpuNs'),
    spreadOf(timing.starts.map(({ cpuNs }) => cpuNs / 1e9)).median.toFixed(2),
    ...references.flatMap((reference) => [
      ratioSpread(reference, timing, 'wallNs'),
      ratioSpread(reference, timing, 'cpuNs'),
    ]),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  const counted = `${rules} rule${rules === 1 ? '' : 's'}, ${rulesThatFired} of which fired`;
  const title = `${counted}, ${answers.toLocaleString('en-US')} times in all`;
  return [title, ...lines].join('\n');
}

/** Of each peer the way with the lowest median by the wall clock, fastest peer first. */
export function fastestWays(timings: readonly Timing[]): Timing[] {
  const fastest = new Map<string, Timing>();
  for (const timing of timings) {
    const other = fastest.get(timing.peer);
    if (other === undefined || medianRate(timing) > medianRate(other)) fastest.set(timing.peer, timing);
  }
  return [...fastest.values()].sort((one, other) => medianRate(other) - medianRate(one));
}

type Measure = 'wallNs' | 'cpuNs';

/** Events per second, round by round. */
function rates({ events, rounds }: Timing, measure: Measure): number[] {
  return rounds.map((took) => events / (took[measure] / 1e9));
}

function medianRate(timing: Timing): number {
  return spreadOf(rates(timing, 'wallNs')).median;
}

function rateSpread(timing: Timing, measure: Measure): string {
  const { low, median, high } = spreadOf(rates(timing, measure));
  const [l, m, h] = [low, median, high].map((rate) => Math.round(rate).toLocaleString('en-US'));
  return `${m} [${l}, ${h}]`;
}

/** How many times as many events a second the reference takes, in the same round. */
function ratioSpread(reference: Timing, timing: Timing, measure: Measure): string {
  if (reference === timing) return '';
  const ofTiming = rates(timing, measure);
  const ratios = rates(reference, measure).map((rate, round) => rate / (ofTiming[round] ?? Number.NaN));
  const { low, median, high } = spreadOf(ratios);
  return `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}
