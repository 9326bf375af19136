import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ALL_GROUPS } from '../../../bench/suite/groups/all-groups.ts';
import { KeptResults } from '../../../bench/suite/kept-results.ts';
import { renderPerformancePage } from '../../../bench/suite/performance-page.ts';
import { around, sampleResults, sampleTask } from './sample-results.ts';

const PAGE = readFileSync(new URL('../../../docs/performance.md', import.meta.url), 'utf8');
const RESULTS = fileURLToPath(new URL('../../../bench/results/', import.meta.url));

test('the page is what the committed results make it', () => {
  const kept = new KeptResults(RESULTS);
  const latest = kept.latest()!;
  expect(latest.quick).toBe(false);
  expect(renderPerformancePage(PAGE, latest, ALL_GROUPS, kept.previous())).toBe(PAGE);
});

test('other results change the tables and leave the prose', () => {
  const results = sampleResults([sampleTask({ goal: { of: 'ratio', atMost: 1 } })]);
  const before = sampleResults([sampleTask({ ratio: around(4) })]);
  const page = renderPerformancePage(PAGE, results, ALL_GROUPS, before);
  expect(page).toContain('| 50 % less |');
  expect(page).toContain('| eql: in / == | ratio | 1.00 | 2.00 [1.95, 2.05] | **missed** |');
  expect(page).toContain('| decode | 70.0 % |');
  const prose = (text: string) => text.replaceAll(/(<!-- (\w+):begin -->).*?(<!-- \2:end -->)/gs, '$1$3');
  expect(prose(page)).toBe(prose(PAGE));
});
