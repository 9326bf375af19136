import { expect, test } from 'vitest';
import { instrumentTexts } from '../../src/report/instrument-text.ts';
import { variedRun } from './sample-run.ts';

const SAMPLING = {
  interval_us: 1_000,
  observed_interval_us: 1_250,
  samples: 1_800,
  rule_samples: 900,
  hot_spots: [],
  other_samples: {},
  unattributed_share: 0.012,
  missed_share: 0,
  start_ns: 0,
  read_ns: 0,
};

test('a run that was not profiled has its clock described, and nothing it did not have', () => {
  const run = { ...variedRun(), sampling: null, timing: null };
  expect(instrumentTexts(run)).toEqual([expect.stringMatching(/^clock: .* a reading, steps of /)]);
});

test('its own cost is the share of the phase profiler in the time of the run', () => {
  const { phases, ...run } = variedRun();
  const conservation = { ...run.conservation, accounted_ns: 1_001, difference_ns: 1 };
  const quarter = { ...run, phases: { ...phases, profiler_ns: 250 }, conservation };
  expect(instrumentTexts(quarter)[0]).toContain('profiling took 25.0 % of the time');
});

test('sampling tells the interval asked for, the one seen, and what nobody can attribute', () => {
  const run = { ...variedRun(), sampling: SAMPLING };
  expect(instrumentTexts(run)).toContain(
    'sampling: 1,800 samples, every 1.3 ms (1.0 ms asked for), 1.2 % of them unattributed',
  );
});

test('an interval that nobody saw is not told', () => {
  const run = {
    ...variedRun(),
    sampling: { ...SAMPLING, observed_interval_us: null, samples: 0, unattributed_share: null },
  };
  expect(instrumentTexts(run)).toContain('sampling: 0 samples (1.0 ms asked for), - of them unattributed');
});

test('timing tells how many evaluations were timed', () => {
  const timing = {
    timed_share: 0.0425,
    timed_evaluations: 12_345,
    cold_evaluations: 8,
    subtracted_ns: 40,
    subtracted_before_run_ns: 41,
    budget_share: 0.003,
    cost_ns: 5_000,
  };
  expect(instrumentTexts({ ...variedRun(), timing })).toContain(
    'latency: 12,345 evaluations timed one by one, 4.3 % of all',
  );
});
