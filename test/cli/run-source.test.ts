import { expect, test } from 'vitest';
import { createRunSource } from '../../src/cli/run-source.ts';
import { FaultLog } from '../../src/profiler/fault-log.ts';
import type { RunFindings } from '../../src/profiler/run-findings.ts';
import { SharedMetrics } from '../../src/profiler/shared-metrics.ts';
import type { WorkerReplayResult } from '../../src/replay/worker/engine-run.ts';
import { ruleOf } from '../support/rule.ts';

const SPOT = {
  kind: 'clause',
  text: 'process.pid == 1',
  line: 1,
  column: 1,
  share: 1,
  interval: null,
  samples: 50,
} as const;

const FINDINGS: RunFindings = {
  sampling: {
    intervalUs: 1_000,
    observedIntervalUs: 1_100,
    samples: 70,
    rules: [{ rule: 0, samples: 50, hotSpots: [SPOT] }],
    hotSpots: [],
    others: {},
    missedShare: 0,
    startNs: 0,
    readNs: 0,
  },
};

function setUp(profile = true) {
  const rules = [ruleOf('process where process.pid == 1')];
  const metrics = SharedMetrics.create(rules);
  const faults = new FaultLog();
  const resultOf = (findings: RunFindings | undefined, crash?: WorkerReplayResult['crash']) =>
    ({ faults, findings, crash }) as WorkerReplayResult;
  const run = { metrics, soFar: () => resultOf(undefined) };
  return { ...createRunSource(run, rules, { profile, sampleInterval: 1_000 }), faults, resultOf };
}

test('says what is known while the run goes on, and the rest at its end', () => {
  const { source, latest, over, faults, resultOf } = setUp();
  expect(source.read().sampling).toEqual({ samples: null, askedIntervalUs: 1_000, observedIntervalUs: null });
  expect(source.details(0)).toEqual({ latency: null, hotSpots: null, faults: [], advice: [] });
  faults.add(0, { kind: 'error', reason: 'no port', eventNumber: 7, quarantined: false });
  expect(source.details(0).faults).toEqual([expect.stringContaining('no port')]);
  expect(latest().findings).toBeUndefined();
  over(resultOf(FINDINGS));
  expect(latest().findings).toBe(FINDINGS);
  expect(source.read().sampling).toEqual({ samples: 70, askedIntervalUs: 1_000, observedIntervalUs: 1_100 });
  expect(source.details(0).hotSpots).toEqual([SPOT]);
  expect(source.details(0).advice).toContainEqual(expect.stringContaining('never offered an event'));
});

test('of a run that broke nobody knows which rules would have fired', () => {
  const { source, over, resultOf } = setUp();
  over(resultOf(undefined, { kind: 'error', reason: 'the sky fell' }));
  expect(source.details(0)).toMatchObject({ hotSpots: null, advice: [] });
});

test('says nothing of sampling where the run is not profiled', () => {
  expect(setUp(false).source.read().sampling).toBeNull();
});
