import { describe, expect, test } from 'vitest';
import type { SamplingFindings } from '../../src/profiler/sampling/sampling-findings.ts';
import { samplesEntries, samplingEntry, samplingWarnings } from '../../src/report/rule-samples.ts';

const FINDINGS: SamplingFindings = {
  intervalUs: 1_000,
  observedIntervalUs: 1_100,
  samples: 200,
  rules: [
    {
      rule: 0,
      samples: 60,
      hotSpots: [
        { kind: 'clause', text: 'a == 1', line: 1, column: 5, share: 0.5, interval: [0.4, 0.6], samples: 30 },
        { kind: 'clause', text: 'b == 2', line: 3, column: 5, share: 0.25, interval: null, samples: 15 },
      ],
    },
    { rule: 2, samples: 20, hotSpots: [] },
  ],
  hotSpots: [
    {
      rule: 0,
      kind: 'clause',
      text: 'b == 2',
      line: 3,
      column: 5,
      share: 0.3,
      interval: [0.2, 0.4],
      samples: 15,
    },
  ],
  others: { decode: 90, unattributed: 6, program: 4, idle: 20 },
  missedShare: 0.125,
  startNs: 12.4,
  readNs: 7.5,
};
const ORIGINS = Array.from({ length: 3 }, () => ({ file: 'rules.toml', line: 10, column: 4 }));
const IN_TIME = () => false;
const RULES = ORIGINS.map((origin, at) => ({ id: `rule-${at}`, origin }));

describe('samplesEntries', () => {
  test('shares are of the samples of all rules, with intervals', () => {
    const entry = samplesEntries({ sampling: FINDINGS }, ORIGINS, IN_TIME)(0);
    expect(entry).toMatchObject({ sampled_cpu_share: 0.75, samples: 60 });
    const [low, high] = entry.sampled_interval!;
    expect(low).toBeGreaterThan(0.6);
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(high).toBeLessThan(0.9);
  });

  test('places are where the file has them', () => {
    expect(samplesEntries({ sampling: FINDINGS }, ORIGINS, IN_TIME)(0).hot_spots).toMatchObject([
      { text: 'a == 1', line: 10, column: 8, interval: [0.4, 0.6] },
      { text: 'b == 2', line: 12, column: 5, interval: null },
    ]);
  });

  test('a rule that was never seen has no samples; that is a share, too', () => {
    expect(samplesEntries({ sampling: FINDINGS }, ORIGINS, IN_TIME)(1)).toMatchObject({
      sampled_cpu_share: 0,
      sampled_interval: [0, expect.any(Number)],
      samples: 0,
      hot_spots: null,
    });
  });

  test('lines of Lua come from Lua', () => {
    const spot = {
      kind: 'line',
      text: 'x = 1',
      line: 2,
      column: null,
      share: 1,
      interval: null,
      samples: 9,
    } as const;
    const luaLines = { tookNs: 1, rules: [{ rule: 2, evaluations: 9, spots: [spot] }] };
    expect(samplesEntries({ sampling: FINDINGS, luaLines }, ORIGINS, IN_TIME)(2).hot_spots).toEqual([
      { ...spot, line: 11 },
    ]);
    // Its time went into an evaluation that nobody watched.
    expect(samplesEntries({ sampling: FINDINGS, luaLines }, ORIGINS, () => true)(2).hot_spots).toBeNull();
  });

  test('with too few samples there are counts and no shares', () => {
    const few = { ...FINDINGS, rules: [{ rule: 0, samples: 19, hotSpots: [] }] };
    expect(samplesEntries({ sampling: few }, ORIGINS, IN_TIME)(0)).toEqual({
      sampled_cpu_share: null,
      sampled_interval: null,
      samples: 19,
      hot_spots: null,
    });
  });

  test('not sampled is not zero', () => {
    expect(Object.values(samplesEntries({}, ORIGINS, IN_TIME)(0))).toEqual([null, null, null, null]);
  });
});

describe('samplingEntry', () => {
  test('says how the run was sampled', () => {
    expect(samplingEntry(FINDINGS, RULES)).toMatchObject({
      interval_us: 1_000,
      observed_interval_us: 1_100,
      samples: 200,
      rule_samples: 80,
      hot_spots: [{ rule_id: 'rule-0', text: 'b == 2', line: 12, share: 0.3 }],
      other_samples: { decode: 90, unattributed: 6, program: 4, idle: 20 },
      // Of the 180 in which the thread was not idle.
      unattributed_share: 10 / 180,
      missed_share: 0.125,
      start_ns: 12,
      read_ns: 8,
    });
    expect(samplingEntry(undefined, RULES)).toBeNull();
  });
});

describe('samplingWarnings', () => {
  const seen = (observedIntervalUs: number | null) =>
    samplingWarnings({ ...FINDINGS, observedIntervalUs, missedShare: 0.049 });

  test('warns of an interval that is off by more than a fifth', () => {
    expect(seen(1_200)).toEqual([]);
    expect(seen(800)).toEqual([]);
    expect(seen(1_210)).toEqual([{ code: 'sampling-interval-off', intervalUs: 1_000, observedUs: 1_210 }]);
    expect(seen(790)).toHaveLength(1);
    expect(seen(null)).toEqual([]);
    expect(samplingWarnings(undefined)).toEqual([]);
  });

  test('warns of gaps from a twentieth of the time on', () => {
    const missed = (missedShare: number | null) =>
      samplingWarnings({ ...FINDINGS, observedIntervalUs: 1_000, missedShare });
    expect(missed(0.05)).toEqual([{ code: 'samples-missed', missedShare: 0.05 }]);
    expect(missed(0.049)).toEqual([]);
    expect(missed(null)).toEqual([]);
  });
});
