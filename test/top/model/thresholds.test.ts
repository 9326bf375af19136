import { describe, expect, test } from 'vitest';
import { costLevel, DEFAULT_THRESHOLDS, worstLevel } from '../../../src/top/model/cost-level.ts';
import { parseThreshold } from '../../../src/top/model/parse-threshold.ts';
import { topRows } from '../../../src/top/model/top-row.ts';
import { liveRule, liveSnapshot } from '../support/live-fixture.ts';

test('a figure is medium and high from its thresholds on', () => {
  const threshold = { medium: 10, high: 20 };
  expect([null, 0, 9.9, 10, 19.9, 20, 1e9].map((value) => costLevel(value, threshold))).toEqual([
    null,
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
  ]);
});

test.each([
  ['the share of CPU', {}, 0.5],
  ['memory', { memoryBytes: 200e6 }, 0],
  ['the alert rate', { offered: 10, alerts: 9 }, 0],
  ['the average', { cpuTimeNs: 1e6, evaluations: 1 }, 0],
  ['p99', { p99LatencyNs: 1e6 }, 0],
])('%s alone makes a rule high', (_, figures, cpuShare) => {
  const rates = { eventsPerSecond: 1, engineLoad: 1, cpuShare: [cpuShare] };
  const [row] = topRows([liveRule('a')], ['a'], liveSnapshot({ figures: [figures] }), rates);
  expect(worstLevel(row!, DEFAULT_THRESHOLDS)).toBe('high');
});

describe('parseThreshold', () => {
  test.each([
    ['cpu=5:20', { cpuShare: { medium: 0.05, high: 0.2 } }],
    ['memory=1.5:64', { memoryBytes: { medium: 1.5e6, high: 64e6 } }],
    ['alerts=1:100', { alertRate: { medium: 0.01, high: 1 } }],
    ['latency=10:10', { latencyNs: { medium: 10e3, high: 10e3 } }],
  ])('%s', (text, expected) => {
    expect(parseThreshold(text)).toEqual(expected);
  });

  test.each([
    '',
    'cpu',
    'cpu=5',
    'cpu=a:b',
    'cpu=-1:5',
    'cpu=1:2:3',
    'gpu=1:2',
    '__proto__=1:2',
    'constructor=1:2',
  ])('%j names no threshold: the form is told', (text) => {
    expect(() => parseThreshold(text)).toThrow(/NAME=MEDIUM:HIGH.*cpu, memory, alerts, latency/);
  });

  test('medium must not be above high', () => {
    expect(() => parseThreshold('cpu=20:5')).toThrow('20 is above 5');
  });
});
