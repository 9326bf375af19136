import { expect, test } from 'vitest';
import { benchSchema } from '../../src/rule-bench/bench-file.ts';
import { buildBench, type FinishedBench } from '../../src/rule-bench/build-bench.ts';
import { planBench } from '../../src/rule-bench/plan-bench.ts';
import { ruleOf } from '../support/rule.ts';
import { sampleBench } from './support/sample-bench.ts';
import { sampledEvents } from './support/sampled-events.ts';

const RULES = [
  ruleOf('any where true', { id: '2772264c-6fb9-4d9d-9014-b416eed21254', name: 'Odd \u001b[31mname' }),
];

function finished(more: Partial<FinishedBench> = {}): FinishedBench {
  const sample = sampledEvents(4);
  const survey = {
    events: 4,
    sample,
    rules: [{ reached: 4, matched: 4, sample: { match: sample, no_match: [] }, faults: undefined }],
  };
  const nothing = { measurements: { match: [], no_match: [] }, fault: undefined };
  return {
    rules: RULES,
    survey,
    plan: planBench(RULES, survey, 3, 10),
    found: [nothing, nothing, nothing],
    measured: 0,
    isStopped: false,
    rounds: 3,
    packHash: 'sha256:0',
    rejectedFiles: 0,
    endedAt: new Date(0),
    engine: sampleBench([]).engine,
    clockResolutionNs: 30,
    scheduling: { cpuNs: 90, waitingNs: 10, idleNs: 0 },
    ...more,
  };
}

const codes = (bench: FinishedBench) => buildBench(bench).findings.map(({ code }) => code);

test('a bench that was stopped before anything was measured says nothing of its rules', () => {
  expect(
    codes(finished({ isStopped: true, scheduling: { cpuNs: null, waitingNs: null, idleNs: 0 } })),
  ).toEqual(['stopped']);
});

test('a busy machine and files that were rejected are told', () => {
  expect(codes(finished({ rejectedFiles: 2 }))).toEqual([
    'rule-files-rejected',
    'machine-busy',
    'no-other-events',
  ]);
  expect(buildBench(finished()).waiting_share).toBe(0.1);
});

test('what a rule did wrong as it was benched leaves it without figures; rules are called by what people know', () => {
  const fault = { kind: 'error', reason: 'no\u0007', eventNumber: 1, quarantined: false } as const;
  const failed = { measurements: { match: [], no_match: [] }, fault };
  const bench = buildBench(finished({ found: [failed] }));
  expect(benchSchema.parse(bench)).toEqual(bench);
  expect(bench.rules[0]).toMatchObject({ match: null, no_match: null, warnings: ['rule-faulted'] });
  const { message } = bench.findings.find(({ code }) => code === 'rule-faulted')!;
  expect(message).toBe('2772264c Odd name was left out, as it failed while it was benched (error): no');
});

test('a rule has each code once, also where both kinds of its events are few', () => {
  const one = {
    batchEvents: 256,
    samples: 20,
    medianNs: 100,
    p75Ns: 100,
    p99Ns: 100,
    meanNs: 100,
    marginNs: 0,
    fieldsNs: 0,
    wholeNs: 200,
    firstNs: undefined,
    runNs: 25_600,
    matchedShare: 1,
  };
  const measurements = { match: [one], no_match: [{ ...one, matchedShare: 0 }] };
  const sample = sampledEvents(4);
  const survey = {
    events: 4,
    sample,
    rules: [
      {
        reached: 4,
        matched: 2,
        sample: { match: sample.slice(0, 2), no_match: sample.slice(2) },
        faults: undefined,
      },
    ],
  };
  const found = [{ measurements, fault: undefined }];
  const plan = planBench(RULES, survey, 1, 10);
  const bench = buildBench(finished({ survey, plan, found, measured: 2 }));
  expect(bench.findings.filter(({ code }) => code === 'few-events')).toHaveLength(2);
  expect(bench.rules[0]!.warnings).toEqual(['few-events']);
  expect(bench.rules[0]!).toMatchObject({
    match: { median_ns: 100, events: 2 },
    no_match: { matched_share: 0 },
  });
});
