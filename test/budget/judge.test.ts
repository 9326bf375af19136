import { expect, test } from 'vitest';
import { type BaseComparison, compareWithBase } from '../../src/budget/base-comparison.ts';
import { judgeBudgets } from '../../src/budget/judge.ts';
import { parseAssert } from '../../src/budget/parse-assert.ts';
import { parseBudgetFile } from '../../src/budget/parse-budget-file.ts';
import type { ComparedTime } from '../../src/compare/comparison-file.ts';
import type { RuleRow, RunFile } from '../../src/report/run-file.ts';
import type { VerdictEntry } from '../../src/report/verdict.ts';
import { faultOf, type SampleRule, sampleRun } from '../report/sample-run.ts';

/** Two cheap rules, a slow one in Lua, and one that was offered nothing. */
const RULES: readonly SampleRule[] = [
  { id: 'proc-a', cpuTimeNs: 1_000, offered: 100, alertsNs: [1n, 2n] },
  { id: 'proc-b', cpuTimeNs: 3_000, offered: 100 },
  { id: 'slow', kind: 'lua', cpuTimeNs: 96_000, offered: 10, tags: ['T1059'] },
  { id: 'unseen', kind: 'sequence' },
];

function judge(budget: string, run: RunFile = sampleRun(RULES), base?: RunFile): VerdictEntry[] {
  return judgeBudgets([parseAssert(budget)], run, base && compareWithBase(base, run));
}

/** `rule: verdict`, or `rule: verdict (effect)` where the effect is another. */
function summary(verdicts: readonly VerdictEntry[]): string[] {
  return verdicts.map(({ rule_id, verdict, effect }) => {
    const meant = verdict === effect ? '' : ` (${effect})`;
    return `${rule_id}: ${verdict}${meant}`;
  });
}

/** The run with a rule changed. */
function withRule(run: RunFile, id: string, change: Partial<RuleRow>): RunFile {
  return { ...run, rules: run.rules.map((rule) => (rule.rule_id === id ? { ...rule, ...change } : rule)) };
}

function busy(run: RunFile, waitingNs: number): RunFile {
  return {
    ...run,
    warnings: [{ code: 'machine-busy', message: 'busy' }],
    scheduling: { cpu_ns: null, waiting_ns: waitingNs, waiting_share: 0.5, idle_ns: 0 },
  };
}

test('each rule that is selected is judged on its own, the worst first', () => {
  expect(summary(judge('rule_cpu_time{rule:proc-*}: value<2us'))).toEqual(['proc-b: fail', 'proc-a: pass']);
  expect(summary(judge('rule_cpu_time{type:EQL}: value<2us'))).toEqual(['proc-b: fail', 'proc-a: pass']);
  expect(summary(judge('rule_cpu_time{tag:T10*,severity:Medium}: value<2us'))).toEqual(['slow: fail']);
  expect(summary(judge('rule_cpu_time{file:*-b.eql}: value<2us'))).toEqual(['proc-b: fail']);
  expect(summary(judge('rule_cpu_time{rule:proc-b,type:lua}: value<2us'))).toEqual([
    'proc-b: no-data (fail)',
  ]);
});

test('a verdict says what was found', () => {
  expect(judge('rule_cpu_share{rule:slow}: value<5%')).toEqual([
    {
      budget: 'rule_cpu_share{rule:slow}: value<5%',
      source: '--assert',
      rule_id: 'slow',
      level: 'error',
      verdict: 'fail',
      effect: 'fail',
      value: 0.96,
      interval: null,
      limit: 0.05,
      unit: 'share',
      reason: null,
    },
  ]);
});

test('a limit is a limit to the last event', () => {
  expect(summary(judge('rule_alerts{rule:proc-a}: count==2'))).toEqual(['proc-a: pass']);
  expect(summary(judge('rule_alerts{rule:proc-a}: count==3'))).toEqual(['proc-a: fail']);
  expect(summary(judge('rule_alerts{rule:proc-a}: count<2'))).toEqual(['proc-a: fail']);
});

test('the worst is what is most times its limit, and no limit is worse than none', () => {
  const run = sampleRun(['a', 'b', 'c'].map((id, place) => ({ id, offered: 10 * (place + 1) })));
  expect(summary(judge('rule_events: count<5', run))).toEqual(['c: fail', 'b: fail', 'a: fail']);
  expect(summary(judge('rule_events: count>50', run))).toEqual(['a: fail', 'b: fail', 'c: fail']);
  expect(summary(judge('rule_events: count==0', run))).toEqual(['c: fail', 'b: fail', 'a: fail']);
  const two = [parseAssert('rule_events{rule:c}: count<1'), parseAssert('rule_events{rule:a}: count==0')];
  expect(summary(judgeBudgets(two, run, undefined))).toEqual(['a: fail', 'c: fail']);
});

test('the whole run is judged once', () => {
  const run = { ...sampleRun(RULES), wall_time_ns: 500_000_000 };
  const [verdict] = judge('events_per_second: value>2000', run);
  expect(verdict).toMatchObject({ rule_id: null, verdict: 'fail', value: 2_000, unit: 'per-second' });
  expect(summary(judge('rules: count==4', run))).toEqual(['null: pass']);
});

test('a figure whose interval holds the limit is too noisy; one beyond it is not', () => {
  const run = withRule(sampleRun(RULES), 'slow', {
    p99_latency_ns: 60_000,
    latency_intervals: { p50: null, p90: null, p99: [55_000, 70_000], p999: null },
  });
  const p99 = (limit: string) => judge(`rule_latency{rule:slow}: p(99)<${limit}`, run)[0]!;
  expect(p99('50us')).toMatchObject({ verdict: 'fail', value: 60_000, interval: [55_000, 70_000] });
  expect(p99('58us')).toMatchObject({
    verdict: 'too-noisy',
    effect: 'warn',
    reason: 'the limit lies within the interval of the figure',
  });
  expect(p99('65us')).toMatchObject({ verdict: 'too-noisy', effect: 'warn' });
  expect(p99('71us').verdict).toBe('pass');
});

test('on a busy machine a time that keeps its limit passes, and one that waiting may explain is not judged', () => {
  const run = busy(sampleRun(RULES), 10_000);
  const cpu = (limit: string) => judge(`rule_cpu_time{rule:slow}: value<${limit}`, run)[0]!;
  expect(cpu('97us').verdict).toBe('pass');
  expect(cpu('90us')).toMatchObject({
    verdict: 'too-noisy',
    interval: [86_000, 96_000],
    reason: 'the machine was too busy to tell',
  });
  expect(cpu('80us').verdict).toBe('fail');
  expect(judge('rule_alerts{rule:proc-a}: count==3', run)[0]!.verdict).toBe('fail');
});

test('nothing to judge is neither kept nor broken', () => {
  expect(summary(judge('rule_latency{rule:slow}: p(99)<1us'))).toEqual(['slow: no-data (fail)']);
  expect(summary(judge('rule_latency{rule:slo*}: p(99)<1us'))).toEqual(['slow: no-data (warn)']);
  expect(summary(judge('rule_errors{rule:gone}: count==0'))).toEqual(['gone: no-data (fail)']);
  expect(summary(judge('rule_errors{rule:gone*}: count==0'))).toEqual(['null: no-data (warn)']);
});

test('a rule that was offered no event has not shown that it keeps a budget', () => {
  expect(judge('rule_errors{rule:unseen}: count==0')[0]).toMatchObject({
    verdict: 'no-data',
    reason: 'the rule was offered no event',
  });
  expect(summary(judge('rule_events{rule:unseen}: count==0'))).toEqual(['unseen: pass']);
  expect(summary(judge('rule_events{rule:unseen}: count>0'))).toEqual(['unseen: fail']);
});

test('what a rule kept before it was taken out is no pass; what it broke is broken', () => {
  const run = sampleRun([
    { id: 'thrower', kind: 'lua', offered: 10, cpuTimeNs: 100, faults: [faultOf({ quarantined: true })] },
  ]);
  expect(judge('rule_cpu_time{rule:thrower}: value<1us', run)[0]).toMatchObject({
    verdict: 'no-data',
    reason: 'the rule was taken out of the run',
  });
  expect(summary(judge('rule_cpu_time{rule:thrower}: value<1ns', run))).toEqual(['thrower: fail']);
  expect(summary(judge('rule_errors{rule:thrower}: count<=1', run))).toEqual(['thrower: pass']);
  expect(summary(judge('rule_quarantined{rule:thrower}: value==true', run))).toEqual(['thrower: pass']);
});

test.each(['run-stopped', 'engine-crashed', 'snapshot', 'part-of-run', 'no-events'])(
  'a run with the warning %s has kept nothing yet',
  (code) => {
    const run = { ...sampleRun(RULES), warnings: [{ code, message: code }] };
    expect(summary(judge('rule_alerts{rule:proc-a}: count<=2', run))).toEqual(['proc-a: no-data (fail)']);
    expect(summary(judge('rule_alerts{rule:proc-a}: count<2', run))).toEqual(['proc-a: fail']);
    expect(summary(judge('events: count<=1000', run))).toEqual(['null: no-data (fail)']);
  },
);

test('levels and what no data does are as the file says; a warning never fails a run', () => {
  const budgets = parseBudgetFile(
    [
      'rule_alerts{rule:proc-a}:',
      '  - { threshold: count==9, level: warn }',
      '  - { threshold: count==8 }',
      'rule_errors{rule:gone}:',
      '  - { threshold: count==0, no_data: pass }',
      '  - { threshold: count==0, no_data: warn }',
      '  - { threshold: count==0, no_data: fail, level: warn }',
    ].join('\n'),
    'budgets.yaml',
  );
  expect(summary(judgeBudgets(budgets, sampleRun(RULES), undefined))).toEqual([
    'proc-a: fail',
    'proc-a: fail (warn)',
    'gone: no-data (warn)',
    'gone: no-data (warn)',
    'gone: no-data (pass)',
  ]);
});

test('rules of a type that has no such figure are left out, unless they are named', () => {
  const run = withRule(sampleRun(RULES), 'slow', { leak: false, host_calls: 3 });
  const told = withRule(withRule(run, 'proc-a', { leak: false }), 'proc-b', { leak: null });
  expect(summary(judge('rule_leak: value==0', told))).toEqual([
    'proc-b: no-data (warn)',
    'slow: pass',
    'proc-a: pass',
  ]);
  expect(summary(judge('rule_host_calls: count<=3', run))).toEqual(['slow: pass']);
  expect(summary(judge('rule_leak{rule:unseen}: value==0', run))).toEqual(['unseen: no-data (fail)']);
  expect(judge('rule_leak{type:sequence}: value==0', run)).toEqual([
    expect.objectContaining({
      rule_id: null,
      verdict: 'no-data',
      effect: 'warn',
      reason: 'rules of these types have no such figure',
    }),
  ]);
});

test('regression: growth of counters since the base run', () => {
  const base = sampleRun([
    { id: 'proc-a', cpuTimeNs: 800, offered: 80 },
    { id: 'slow', kind: 'lua', cpuTimeNs: 96_000, offered: 10 },
  ]);
  const grown = (figure: string) => judge(`regression{rule:proc-a}: ${figure}`, sampleRun(RULES), base)[0]!;
  expect(grown('evaluations<25%')).toMatchObject({ verdict: 'fail', value: 0.25 });
  expect(grown('evaluations<=25%')).toMatchObject({ verdict: 'pass' });
  expect(grown('errors==0%')).toMatchObject({ verdict: 'pass', value: 0 });
  expect(grown('alerts<10%')).toMatchObject({
    verdict: 'fail',
    value: null,
    reason: 'the base run had none',
  });
  expect(grown('host_calls<10%')).toMatchObject({ verdict: 'no-data', reason: 'not measured in both runs' });
  const unmatched = sampleRun([{ id: 'other', offered: 100 }]);
  expect(judge('regression{rule:proc-b}: events<1%', sampleRun(RULES), unmatched)[0]).toMatchObject({
    verdict: 'no-data',
    reason: 'the base run has no such rule',
  });
  const other = { ...base, stream: { ...base.stream, events: 7 } };
  expect(judge('regression{rule:slow}: cpu<1%', sampleRun(RULES), other)[0]!.reason).toContain(
    'another recording',
  );
  const stopped = { ...base, warnings: [{ code: 'run-stopped', message: '' }] };
  expect(judge('regression{rule:slow}: events<1%', sampleRun(RULES), stopped)[0]!.reason).toContain(
    'not a whole run',
  );
});

test('regression: a rule that got another id is the rule of its file', () => {
  const base = withRule(sampleRun(RULES), 'proc-a', { rule_id: 'old-name' });
  expect(judge('regression{rule:proc-a}: events==0%', sampleRun(RULES), base)[0]).toMatchObject({
    verdict: 'pass',
    value: 0,
  });
});

test('regression: one run on each side says nothing of times, however far apart they are', () => {
  const run = withRule(sampleRun(RULES), 'slow', { cpu_time_ns: 960_000 });
  expect(judge('regression{rule:slow}: cpu<10%', run, sampleRun(RULES))[0]).toMatchObject({
    verdict: 'too-noisy',
    effect: 'warn',
    value: expect.closeTo(9),
    reason: 'too few runs to tell a change of time from chance',
  });
  const cheap = judge('regression{rule:proc-a}: cpu<10%', run, sampleRun(RULES))[0];
  expect(cheap).toMatchObject({ verdict: 'too-noisy', reason: 'too little time to judge' });
});

/** A comparison in which the time of `slow` came out like this. */
function timeOf(time: Partial<ComparedTime>): BaseComparison {
  const compared = compareWithBase(sampleRun(RULES), sampleRun(RULES));
  const slow = compared.rules!.get('slow')!;
  return { ...compared, rules: new Map([['slow', { ...slow, time: { ...slow.time, ...time } }]]) };
}

test.each([
  ['slower', [1.2, 1.4], '10%', 'fail'],
  ['slower', [1.2, 1.4], '30%', 'too-noisy'],
  ['slower', [1.2, 1.4], '50%', 'pass'],
  ['unclear', [1.15, 1.4], '10%', 'too-noisy'],
  ['unclear', [1.15, 1.4], '50%', 'pass'],
  ['side-effect', [1.15, 1.4], '10%', 'too-noisy'],
  ['same', [0.98, 1.05], '10%', 'pass'],
  ['faster', [0.5, 0.6], '0%', 'pass'],
] as const)(
  'regression: a time that is %s by %j is held against %s: %s',
  (verdict, interval, limit, told) => {
    const since = timeOf({ verdict, ratio: Math.sqrt(interval[0] * interval[1]), interval: [...interval] });
    const [entry] = judgeBudgets(
      [parseAssert(`regression{rule:slow}: cpu<${limit}`)],
      sampleRun(RULES),
      since,
    );
    expect(entry!.verdict).toBe(told);
  },
);
