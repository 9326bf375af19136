import { expect, test } from 'vitest';
import type { FaultLog } from '../../src/profiler/fault-log.ts';
import { CONTROLS, planBench } from '../../src/rule-bench/plan-bench.ts';
import type { RuleSurvey, Survey } from '../../src/rule-bench/survey-rules.ts';
import { ruleOf } from '../support/rule.ts';
import { sampledEvents } from './support/sampled-events.ts';

const EVENTS = sampledEvents(4);
const FAULTS: ReturnType<FaultLog['of']> = {
  first: { kind: 'error', reason: 'no', eventNumber: 1, quarantined: false },
  quarantine: undefined,
  countOfKind: new Map([['error', 1]]),
};

function surveyOf(rules: readonly Partial<RuleSurvey>[]): Survey {
  const full = rules.map((more) => ({
    reached: 4,
    matched: 1,
    sample: { match: EVENTS.slice(0, 1), no_match: EVENTS.slice(1) },
    faults: undefined,
    ...more,
  }));
  return { events: 4, sample: EVENTS, rules: full };
}

const RULE = ruleOf('any where true');
const rules = (count: number) => Array.from({ length: count }, () => RULE);

test('what no event reached, and what failed, is not benched', () => {
  const survey = surveyOf([
    { reached: 0, matched: 0, sample: { match: [], no_match: [] } },
    {},
    { faults: FAULTS },
  ]);
  const { subjects, ruleOfSubject, measurements } = planBench(rules(3), survey, 3, 10);
  expect(ruleOfSubject).toEqual([1]);
  expect(subjects.slice(1).map(({ rule }) => rule)).toEqual([CONTROLS.match, CONTROLS.no_match]);
  // Two sides of one rule, one of each control.
  expect(measurements).toBe(12);
});

test('where nothing can be benched nothing is', () => {
  const survey = surveyOf([{ reached: 0, matched: 0, sample: { match: [], no_match: [] } }]);
  expect(planBench(rules(1), survey, 3, undefined)).toMatchObject({ subjects: [], measurements: 0 });
});

test('a pack takes about a minute: many rules have less time each, and none too little', () => {
  const timeOf = (count: number) =>
    planBench(rules(count), surveyOf(rules(count).map(() => ({}))), 3, undefined);
  expect(timeOf(1).timeMs).toBe(250);
  const many = timeOf(200);
  expect(many.timeMs).toBeLessThan(250);
  expect(many.estimatedMs).toBeGreaterThan(50_000);
  expect(many.estimatedMs).toBeLessThanOrEqual(60_000);
  expect(timeOf(5_000).timeMs).toBe(20);
});

test('a time that was asked for holds', () => {
  expect(planBench(rules(1), surveyOf([{}]), 3, 7).timeMs).toBe(7);
});
