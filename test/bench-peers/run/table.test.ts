import { expect, test } from 'vitest';
import type { Timing } from '../../../bench/peers/run/compare-peers.ts';
import { fastestWays, formatResult } from '../../../bench/peers/run/table.ts';

/** So many seconds by the wall clock in each round; a tenth more on processors. */
function timing(peer: string, way: string, events: number, seconds: number[]): Timing {
  const took = (wall: number) => ({ wallNs: wall * 1e9, cpuNs: wall * 1.1e9 });
  return { peer, way, version: '1', events, rounds: seconds.map(took), starts: seconds.map(() => took(0.1)) };
}

const timings = [
  timing('kestrel-perf', '', 1_000, [2, 4, 2]),
  timing('kestrel-perf-bare', '', 1_000, [1, 2, 1]),
  timing('duckdb-1', 'one pass', 1_000, [8, 8, 8]),
  timing('duckdb-1', 'scans', 1_000, [9, 1, 9]),
  timing('slow', '', 100, [4, 4, 4]),
];

test('each peer has its fastest way, by the median', () => {
  expect(fastestWays(timings).map(({ peer, way }) => [peer, way])).toEqual([
    ['kestrel-perf-bare', ''],
    ['kestrel-perf', ''],
    ['duckdb-1', 'one pass'],
    ['slow', ''],
  ]);
});

test('rates and ratios are those of the same round', () => {
  const result = { rules: 1, answers: 1_234, rulesThatFired: 1, timings, refusals: [] };
  const rows = formatResult(result)
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  expect(rows).toEqual([
    ['1 rule, 1 of which fired, 1,234 times in all'],
    [
      'peer',
      'events',
      'events/s',
      'events/cpu s',
      'start cpu s',
      'kestrel-perf / it',
      'by cpu',
      'kestrel-perf-bare / it',
      'by cpu',
    ],
    [
      'kestrel-perf-bare',
      '1,000',
      '1,000 [750, 1,000]',
      '909 [682, 909]',
      '0.11',
      '0.50 [0.50, 0.50]',
      '0.50 [0.50, 0.50]',
    ],
    [
      'kestrel-perf',
      '1,000',
      '500 [375, 500]',
      '455 [341, 455]',
      '0.11',
      '2.00 [2.00, 2.00]',
      '2.00 [2.00, 2.00]',
    ],
    [
      'duckdb-1: one pass',
      '1,000',
      '125 [125, 125]',
      '114 [114, 114]',
      '0.11',
      '4.00 [3.00, 4.00]',
      '4.00 [3.00, 4.00]',
      '8.00 [6.00, 8.00]',
      '8.00 [6.00, 8.00]',
    ],
    [
      'slow',
      '100',
      '25 [25, 25]',
      '23 [23, 23]',
      '0.11',
      '20.00 [15.00, 20.00]',
      '20.00 [15.00, 20.00]',
      '40.00 [30.00, 40.00]',
      '40.00 [30.00, 40.00]',
    ],
  ]);
});
