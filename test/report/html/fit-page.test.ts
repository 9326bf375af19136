import { describe, expect, test } from 'vitest';
import { fitPage, MAX_DATA_BYTES } from '../../../src/report/html/fit-page.ts';
import { packPage } from '../../../src/report/html/packed-page.ts';
import { pageTexts } from '../../../src/report/html/page-texts.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { fullRun } from './full-run.ts';

function bytesOf(run: RunFile): number {
  const page = { run, texts: pageTexts(run), leftOut: { textsFrom: null, chartsFrom: null } };
  return Buffer.byteLength(packPage(page));
}

test('a run that fits stays as it is', () => {
  const run = fullRun(20);
  expect(fitPage(run)).toEqual({ run, leftOut: { textsFrom: null, chartsFrom: null } });
});

describe('2,000 rules with everything', () => {
  const run = fullRun(2_000);
  const { run: fitted, leftOut } = fitPage(run);

  test('are more than a page may hold, and are cut to it without wasting much of it', () => {
    expect(bytesOf(run)).toBeGreaterThan(MAX_DATA_BYTES);
    expect(bytesOf(fitted)).toBeLessThan(MAX_DATA_BYTES * 1.01);
    expect(bytesOf(fitted)).toBeGreaterThan(MAX_DATA_BYTES * 0.9);
  });

  test('keep every figure of the table, and all detail of the rules that took most time', () => {
    const { textsFrom, chartsFrom } = leftOut;
    expect(textsFrom).toBeGreaterThan(100);
    expect(chartsFrom).toBeGreaterThan(100);
    expect(fitted.rules.map(({ cpu_time_ns }) => cpu_time_ns)).toEqual(
      run.rules.map(({ cpu_time_ns }) => cpu_time_ns),
    );
    for (const [index, row] of fitted.rules.entries()) {
      expect(row.advice === null).toBe(textsFrom !== null && index >= textsFrom);
      expect(row.hot_spots === null).toBe(row.advice === null);
      expect(row.latency_histogram === null).toBe(chartsFrom !== null && index >= chartsFrom);
      expect(row.memory_series === null).toBe(row.latency_histogram === null);
    }
    expect(fitted.series!.rules).toEqual(run.series!.rules.slice(0, chartsFrom!));
  });
});

test('where both want more room than there is, neither charts nor texts have all of it', () => {
  const run = fullRun(50);
  const bare = bytesOf({
    ...run,
    series: { ...run.series!, rules: [] },
    rules: run.rules.map((row) => ({
      ...row,
      latency_histogram: null,
      memory_series: null,
      hot_spots: null,
      advice: null,
    })),
  });
  const { textsFrom, chartsFrom } = fitPage(run, bare + 40_000).leftOut;
  for (const from of [textsFrom!, chartsFrom!]) {
    expect(from).toBeGreaterThan(3);
    expect(from).toBeLessThan(40);
  }
});

test('with no room at all the table is still there', () => {
  const { run, leftOut } = fitPage(fullRun(3), 1);
  expect(leftOut).toEqual({ textsFrom: 0, chartsFrom: 0 });
  expect(run.rules.map(({ rule_id }) => rule_id)).toEqual(['rule-0000', 'rule-0001', 'rule-0002']);
});
