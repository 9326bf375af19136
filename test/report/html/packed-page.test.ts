import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPage, unpackPage } from '../../../src/report/html/packed-page.ts';
import { pageTexts } from '../../../src/report/html/page-texts.ts';
import type { ReportPage } from '../../../src/report/html/report-page.ts';
import type { RunFile } from '../../../src/report/run-file.ts';
import { sampleRun, variedRun } from '../sample-run.ts';
import { fullRun } from './full-run.ts';

function pageOf(run: RunFile): ReportPage {
  return { run, texts: pageTexts(run), leftOut: { textsFrom: null, chartsFrom: null } };
}

test.each([
  ['a varied run', variedRun()],
  ['a run with everything', fullRun(4)],
  ['a run without rules', sampleRun([])],
])('%s comes back whole, to the last digit of its nanoseconds', (_, run) => {
  expect(unpackPage(packPage(pageOf(run)))).toEqual(pageOf(run));
});

test('numbers beyond 2^53 are digits that JSON.parse leaves alone', () => {
  expect(packPage(pageOf(variedRun()))).toContain('"1714557600123456789"');
});

test('any text comes back, and none can end the script element or begin a comment', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('</script>', '<!--', '\u2028', ''),
      (id, evil) => {
        const run = sampleRun([{ id: `${id}${evil}`, name: `${evil}${id}`, tags: [id] }]);
        const text = packPage(pageOf(run));
        expect(text).not.toMatch(/[<\u2028\u2029]/);
        expect(unpackPage(text).run).toEqual(run);
      },
    ),
  );
});

test('a rule called __proto__ is a rule like any other', () => {
  const run = sampleRun([{ id: '__proto__', tags: ['constructor'] }]);
  expect(unpackPage(packPage(pageOf(run))).run.rules[0]).toMatchObject({
    rule_id: '__proto__',
    tags: ['constructor'],
  });
});
