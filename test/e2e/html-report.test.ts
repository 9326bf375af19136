import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { HAS_CHROMIUM } from '../../scripts/launch-chromium.ts';
import { jsonExporter } from '../../src/report/exporters/json.ts';
import { unpackPage } from '../../src/report/html/packed-page.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import type { RunFile } from '../../src/report/run-file.ts';
import { fullRun } from '../report/html/full-run.ts';
import { verdictOf } from '../report/sample-verdicts.ts';
import { openFile } from './support/chromium.ts';
import { LOW_CONTRAST } from './support/low-contrast.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const NAMES = 'tr.rule .opener .clipped';
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** The page that `report` makes of a run. */
async function reportOf(run: RunFile): Promise<string> {
  const out = new PassThrough();
  const json = readText(out);
  await jsonExporter.write(run, out);
  out.end();
  const cwd = workFolder({ 'run.json': await json });
  const { code, stderr } = await runProgram(['report', 'run.json', '--quiet', '--dump', 'run.html'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return join(cwd, 'run.html');
}

function names(page: Page): Promise<string[]> {
  return page.locator(NAMES).allTextContents();
}

describe.skipIf(!HAS_CHROMIUM)('the HTML report in Chromium (Linux on x64 only)', () => {
  let cwd: string;
  let html: string;

  beforeAll(async () => {
    cwd = workFolder();
    html = join(cwd, 'run.html');
    const rules = ['-r', join(FIXTURES, 'rules'), '--no-serve', '--no-top', '--quiet'];
    const dumps = ['--dump', 'run.json', '--dump', 'run.html'];
    const { code } = await runProgram(
      ['replay', join(FIXTURES, 'events/intrusion.ndjson'), ...rules, ...dumps],
      { cwd },
    );
    expect(code).toBe(0);
  }, 120_000);

  test('opens from disk, asks for nothing, has nothing to complain about, and shows every section', async () => {
    const { page, requests, complaints } = await openFile(html);
    await page.locator('#treemap g').first().waitFor();
    expect(await page.locator('h2').allTextContents()).toEqual([
      'What stands out',
      'Rules',
      'Time by kind and rule',
      'Flame graph',
      'Latency',
      'Memory over time',
      'Where the time went',
      'Warnings',
      'How it was measured',
      'Environment',
    ]);
    expect(await page.title()).toBe('Replay of intrusion.ndjson - kestrel-perf');
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('the run in it is the run', async () => {
    const { page } = await openFile(html);
    const { run } = unpackPage((await page.locator('#data').textContent())!);
    expect(run).toEqual(parseRun(readFileSync(join(cwd, 'run.json'), 'utf8'), 'run.json'));
  });

  test('the table is sorted by a click and by the keyboard, and says how', async () => {
    const run = parseRun(readFileSync(join(cwd, 'run.json'), 'utf8'), 'run.json');
    const { page } = await openFile(html);
    expect(await names(page)).toEqual(run.rules.map(({ rule_id }) => rule_id));
    const head = page.locator('th', { hasText: /^rule/ });
    const sorted = run.rules.map(({ rule_id }) => rule_id).sort();
    await head.getByRole('button').click();
    expect(await names(page)).toEqual(sorted);
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await head.getByRole('button').press('Enter');
    expect(await names(page)).toEqual(sorted.toReversed());
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('th[aria-sort=none]').count()).toBe(11);
  });

  test('rules are filtered by text and by kind', async () => {
    const { page } = await openFile(html);
    await page.getByLabel('Filter').fill('WASM-pred');
    expect(await names(page)).toEqual(['wasm-pred-007']);
    expect(await page.getByRole('status').textContent()).toBe('1 of 36 rules');
    const wasm = page.locator('.tools').getByRole('button', { name: /^Wasm/ });
    await wasm.press('Space');
    expect(await wasm.getAttribute('aria-pressed')).toBe('false');
    expect(await names(page)).toEqual([]);
  });

  test('a row opens and closes by keyboard, with the details of its rule', async () => {
    const { page } = await openFile(await reportOf(fullRun(4)));
    const opener = page.locator('.opener', { hasText: 'rule-0001' });
    await opener.press('Enter');
    const detail = page.locator('tr.detail');
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    for (const text of [
      'rule-0001.eql:3:9',
      'Put the cheap test',
      'Could have saved about 1.2 ms of CPU time',
      '30.0 % (28.8 % to 31.2 %)',
    ]) {
      expect(await detail.textContent()).toContain(text);
    }
    expect(await detail.locator('figure').count()).toBe(3);
    await opener.press('Enter');
    expect(await detail.count()).toBe(0);
  });

  test.each(['#treemap', '#flames'])('%s is walked, entered and left by keyboard', async (id) => {
    const { page } = await openFile(await reportOf(fullRun(8)));
    const picture = page.locator(id);
    const trail = picture.locator('.crumbs');
    await picture.locator('g[tabindex="0"]').focus();
    if (id === '#flames') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await trail.textContent()).toBe('all rules › EQL');
    await page.keyboard.press(id === '#flames' ? 'ArrowRight' : 'ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await trail.textContent()).toBe('all rules › EQL › rule-0000');
    expect(await picture.locator('g').allTextContents()).toContainEqual(expect.stringContaining('first-4'));
    await page.keyboard.press('Escape');
    expect(await trail.textContent()).toBe('all rules › EQL');
    await trail.getByRole('button', { name: 'all rules' }).click();
    expect(await trail.textContent()).toBe('all rules');
  });

  test('hostile text does nothing, wherever it stands, and is seen', async () => {
    const { page, requests, complaints } = await openFile(await reportOf(hostileRun()));
    for (const opener of await page.locator('.opener').all()) await opener.click();
    await page.locator('#treemap g').first().waitFor();
    expect(await page.locator('img, iframe, object, embed, script:not(#data)').count()).toBe(1);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    for (const id of ['budgets', 'rules', 'treemap', 'warnings', 'environment', 'phases', 'latency']) {
      expect(await page.locator(`#${id}`).textContent(), id).toContain('\\u{202e}</script><script>');
    }
    const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
    const seen = await page.locator('header, main').allInnerTexts();
    expect(seen.join('').replaceAll(/[\n\t]/g, '')).not.toMatch(hidden);
    expect(await page.title()).not.toMatch(hidden);
  });

  test('a script from elsewhere could not run: the policy of the page forbids it', async () => {
    const tampered = join(cwd, 'tampered.html');
    const text = readFileSync(html, 'utf8').replace(
      '</body>',
      '<script>globalThis.pwned = 1</script></body>',
    );
    writeFileSync(tampered, text);
    const { page, complaints } = await openFile(tampered);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(complaints.join()).toContain('Content Security Policy');
  });

  test.each(['light', 'dark'] as const)(
    '%s is what the system prefers, and the button turns it',
    async (colorScheme) => {
      const { page } = await openFile(html, { colorScheme });
      const isDark = 'Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) < 128';
      expect(await page.evaluate(isDark)).toBe(colorScheme === 'dark');
      await page
        .getByRole('button', { name: colorScheme === 'dark' ? 'Light colours' : 'Dark colours' })
        .click();
      expect(await page.evaluate(isDark)).toBe(colorScheme === 'light');
    },
  );

  test.each(['light', 'dark'] as const)('all text can be read, %s', async (colorScheme) => {
    const { page } = await openFile(html, { colorScheme });
    await page.locator('.opener').first().click();
    await page.locator('#treemap g').first().waitFor();
    await page.mouse.move(0, 0);
    expect(await page.evaluate(LOW_CONTRAST)).toEqual([]);
  });

  test('headings are in order, and everything that can be used has a name', async () => {
    const { page } = await openFile(html);
    await page.locator('#treemap g').first().waitFor();
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('h3, h4, h5, h6').count()).toBe(0);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('button', { name: /^$/ }).count()).toBe(0);
    expect(await page.getByRole('searchbox', { name: 'Filter' }).count()).toBe(1);
    for (const group of await page.locator('svg[role], [role=region]').all()) {
      expect(await group.getAttribute('aria-label')).toMatch(/\w/);
    }
  });

  test('what has the focus of the keyboard is seen', async () => {
    const { page } = await openFile(html);
    await page.locator('#treemap g').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    const box = page.locator('#treemap g').first();
    const outline = 'getComputedStyle(document.querySelector("#treemap g rect")).strokeWidth';
    expect(await page.evaluate(outline)).toBe('1px');
    await box.focus();
    expect(await page.evaluate(outline)).toBe('2px');
  });

  test('360 pixels are enough: the page does not scroll sideways', async () => {
    const viewport = { width: 360, height: 740 };
    for (const path of [html, await reportOf(hostileRun())]) {
      const { page } = await openFile(path, { viewport });
      for (const opener of (await page.locator('.opener').all()).slice(0, 3)) await opener.click();
      await page.locator('#treemap g').first().waitFor();
      expect(await page.evaluate(OVERFLOW)).toBe(0);
      expect(await page.getByLabel('Filter').isVisible()).toBe(true);
    }
  });

  test('on paper it is light, without what can only be clicked', async () => {
    const { page } = await openFile(html, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.getByLabel('Filter').isVisible()).toBe(false);
    expect(await page.locator('tr.rule').count()).toBe(36);
  });

  test('2,000 rules with everything are below 5 MB; what is left out is said; sorting takes effect', async () => {
    const path = await reportOf(fullRun(2_000));
    expect(statSync(path).size).toBeLessThan(5_000_000);
    const { page, complaints } = await openFile(path);
    expect(await page.locator('#rules > .note').textContent()).toMatch(
      /^To stay small this page has no charts of the [\d,]+ rules/,
    );
    expect(await names(page)).toHaveLength(100);
    await page.locator('.opener').first().click();
    expect(await page.locator('.advice b').first().textContent()).toBe(
      'Put the cheap test of process.name before it.',
    );
    const ruleHead = page.locator('.rules th button', { hasText: /^rule/ });
    await ruleHead.click();
    await ruleHead.click();
    expect((await names(page))[0]).toBe('rule-1999');
    await page.locator('.opener').first().click();
    expect(await page.locator('tr.detail').textContent()).toContain('To keep this page small it has no');
    await page.locator('.more button', { hasText: 'Show 100 more' }).click();
    expect(await names(page)).toHaveLength(200);
    // What was open stays open.
    expect(await page.locator('tr.detail').count()).toBe(1);
    expect(await page.locator('tr.rule td:first-child').last().textContent()).toBe('200');
    await page.locator('.more button', { hasText: 'Show all' }).click();
    expect(await names(page)).toHaveLength(2_000);
    // Those with most memory of all have no course here.
    expect(await page.locator('#memory figcaption').first().textContent()).toMatch(
      /^Memory of rules that this page has charts of, the 5 rules with most/,
    );
    expect(complaints).toEqual([]);
  });

  test('a run without rules, and one that was not profiled, say so', async () => {
    const { page, complaints } = await openFile(await reportOf(fullRun(0)));
    expect(await page.locator('#rules').textContent()).toContain('No rules ran.');
    expect(await page.locator('#latency').textContent()).toContain('no histograms');
    expect(await page.locator('#memory').textContent()).toContain('no memory over time');
    expect(complaints).toEqual([]);
  });
});

/** A run in which every text that comes from outside tries to be more than text. */
function hostileRun(): RunFile {
  const evil =
    '\u202e</script><script>globalThis.pwned=1</script>"><svg onload="globalThis.pwned=1"><img src=x onerror=globalThis.pwned=1>\u001b[31m\u0000\u200b';
  const run = fullRun(3);
  const place = { line: 1, column: 1 };
  return {
    ...run,
    engine: { ...run.engine, cpu_model: evil },
    pack: { ...run.pack, paths: [evil], hash: evil, skipped: [{ reason: evil, count: 1 }] },
    stream: { ...run.stream, inputs: [`x/${evil}`] },
    fields: [{ path: evil, extract_ns: 5, cells: 1 }],
    series: {
      ...run.series!,
      rules: run.series!.rules.map((one, index) => ({ ...one, rule_id: `${index}${evil}` })),
    },
    warnings: [{ code: evil, message: evil, advice: evil, places: [evil] }],
    budgets: [verdictOf({ rule_id: evil, budget: evil, reason: evil })],
    rules: run.rules.map((row, index) => ({
      ...row,
      rule_id: `${index}${evil}`,
      name: evil,
      file: evil,
      tags: [evil],
      hot_spots: row.hot_spots!.map((spot) => ({ ...spot, ...place, text: evil })),
      advice: row.advice!.map((entry) => ({ ...entry, finding: evil, action: evil, text: evil })),
      faults: {
        first: { kind: 'error', reason: evil, event: 1 },
        by_kind: { error: 1 },
        quarantined_at_event: 2,
      },
    })),
  };
}
