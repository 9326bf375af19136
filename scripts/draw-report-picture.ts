/**
 * Draws the picture of the HTML report that the documentation shows, from the built program on the bundled stream and
 * pack. Figures differ from run to run; look at it before it is committed.
 *
 *     npm run docs:report-picture
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchChromium } from './launch-chromium.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURE = `${ROOT}docs/pictures/html-report.png`;

const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-picture-'));
try {
  const html = join(folder, 'run.html');
  const options = ['--no-serve', '--no-top', '--quiet', '--dump', html];
  const { status } = spawnSync(
    process.execPath,
    ['bin/kestrel-perf.js', 'replay', 'fixtures/events/intrusion.ndjson', '-r', 'fixtures/rules', ...options],
    { cwd: ROOT, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`the replay ended with ${status}`);
  await draw(html);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The top of the page: what it says first, and the table. */
async function draw(html: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const viewport = { width: 1180, height: 1000 };
    const page = await browser.newPage({ viewport, colorScheme: 'light' });
    await page.goto(pathToFileURL(html).href);
    await page.locator('#treemap g').first().waitFor();
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
}
