import { expect, test } from 'vitest';
import { htmlExporter } from '../../../src/report/exporters/html.ts';
import { exporterFor } from '../../../src/report/exporters/registry.ts';
import { unpackPage } from '../../../src/report/html/packed-page.ts';
import { variedRun } from '../sample-run.ts';
import { exportedText } from './exported-text.ts';

test('is found by its extension', () => {
  expect(exporterFor('out/Run.HTML')).toBe(htmlExporter);
});

test('writes one document with the run in it, and the code that draws it', async () => {
  const html = await exportedText(htmlExporter, variedRun());
  expect(html.startsWith('<!doctype html>')).toBe(true);
  const data = /id="data">([^<]*)</.exec(html)![1]!;
  expect(unpackPage(data).run).toEqual(variedRun());
  expect(html).toContain('prefers-color-scheme');
  expect(html).toContain('@media print');
});

test('the code that is bundled into it ends no element early and loads nothing', async () => {
  const html = await exportedText(htmlExporter, variedRun());
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html.match(/<\/style/g)).toHaveLength(1);
  expect(html).not.toMatch(/\bimport\(|@import|url\(|XMLHttpRequest|innerHTML/);
});
