import { expect, test } from 'vitest';
import { trustOf } from '../../../../src/report/html/model/trust.ts';
import { sampleRun } from '../../sample-run.ts';
import { verdictOf } from '../../sample-verdicts.ts';

const clean = { ...sampleRun([{ id: 'a', cpuTimeNs: 5 }]), warnings: [], budgets: [] };
const warning = { code: 'x', message: 'y' };

test('nothing to say against the figures', () => {
  expect(trustOf(clean)).toEqual({ level: 'good', text: 'Times add up, and there are no warnings.' });
});

test('warnings and broken budgets are said', () => {
  expect(trustOf({ ...clean, warnings: [warning] })).toEqual({
    level: 'care',
    text: 'Times add up, but there is 1 warning.',
  });
  expect(trustOf({ ...clean, budgets: [verdictOf({ effect: 'fail' })] })).toEqual({
    level: 'care',
    text: 'Times add up, and there are no warnings. A budget is broken.',
  });
});

test('times that do not add up come before everything else', () => {
  const conservation = { ...clean.conservation, within_tolerance: false };
  expect(trustOf({ ...clean, conservation, warnings: [warning, warning] })).toEqual({
    level: 'bad',
    text: 'Do not rely on these times: they do not add up, and there are 2 warnings.',
  });
});
