import { expect, test } from 'vitest';
import { EvaluationProbe } from '../../src/rule-bench/evaluation-probe.ts';

test('time is that of the rule or of its fields from when they are entered until anything else is', () => {
  let nowNs = 0;
  const probe = new EvaluationProbe(() => nowNs);
  const takes = (ns: number) => {
    nowNs += ns;
  };
  probe.enterPhase();
  takes(1_000);
  probe.enterField();
  takes(30);
  probe.enterField();
  takes(20);
  probe.enterRule();
  takes(7);
  probe.enterField();
  takes(5);
  probe.enterRule();
  takes(3);
  probe.enterPhase();
  takes(2_000);
  expect([probe.ruleNs, probe.fieldsNs]).toEqual([10, 55]);
  probe.reset();
  expect([probe.ruleNs, probe.fieldsNs]).toEqual([0, 0]);
});

test('answers of several batches add up', () => {
  const probe = new EvaluationProbe(() => 0);
  probe.ruleSawBatch(0, 10, 8, 2);
  probe.ruleSawBatch(0, 10, 4, 1);
  expect([probe.evaluated, probe.matched]).toEqual([12, 3]);
});
