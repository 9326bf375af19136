import { expect, test } from 'vitest';
import { pageTexts } from '../../../src/report/html/page-texts.ts';
import { variedRun } from '../sample-run.ts';
import { verdictOf } from '../sample-verdicts.ts';

test('the sentences of the report, and every verdict in words', () => {
  const budgets = [verdictOf({ rule_id: 'noisy', verdict: 'fail', effect: 'fail', reason: null })];
  const texts = pageTexts({ ...variedRun(), budgets });
  expect(texts.conservation[0]).toMatch(/^time is conserved/);
  expect(texts.instrument[0]).toMatch(/^clock: /);
  expect(texts.findings.join()).toContain('never fired');
  expect(texts.verdicts).toMatchObject([{ effect: 'fail', word: 'fail', subject: 'noisy', reason: '' }]);
  expect(texts.verdictCounts).toBe('1 verdict: 1 fail');
});

test('without budgets there is nothing to count', () => {
  expect(pageTexts(variedRun())).toMatchObject({ verdicts: [], verdictCounts: '' });
});
